"""What the tests of every app's admin pages share."""


def form_data(response):
    """What the browser would send back from an admin page, untouched."""
    data = {}
    context = response.context_data
    for form in [
        context["adminform"].form,
        *(form for fs in context["inline_admin_formsets"] for form in fs.formset.forms),
    ]:
        for field in form:
            value = field.value()
            if value is not None:
                data[field.html_name] = value
    for inline in context["inline_admin_formsets"]:
        for field in inline.formset.management_form:
            data[field.html_name] = field.value()
    return data
