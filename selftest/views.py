"""The self-test: begin, answer one question at a time, look back, see the self-image. For nobody but who answers."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from learners.current import begin, private
from learners.models import Learner
from selftest import attempts, export, pages, results
from selftest.forms import AnswerForm
from selftest.models import Attempt
from selftest.questions import questions
from techniques import version
from techniques.reading import reading


def asked_now(request):
    """The questions as they are now, in the language of the page; 404 where the content is not there."""
    found = questions(get_language(), str(version.of(request)))
    if not found:
        raise Http404
    return found


@reading
def scoring(request):
    """How answers become a self-image, with every constant and an example: one template a language."""
    return TemplateResponse(request, f"pages/scoring.{get_language()}.html")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def start(request):
    """What it is; and with a POST it begins, or goes on where it was."""
    asked_now(request)
    if request.method != "POST":
        return TemplateResponse(request, "selftest/start.html", pages.start(request))
    with_cookie = begin(request)
    attempts.drop(request.learner, request.POST.get("again", ""))
    try:
        attempt = attempts.begin(request.learner)
    except Learner.DoesNotExist:  # erased in another tab meanwhile
        return pages.gone(request, None)
    return with_cookie(redirect(pages.next_address(attempt)))


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request", "HX-Target")
@private
def question(request, number, step):
    """One question; a POST answers it."""
    asked = pages.question_or_404(asked_now(request), step)
    if request.method == "POST":
        return answer(request, number, asked)
    attempt = pages.attempt_or_none(request.learner, number)
    if attempt is None:
        return pages.gone(request, None)
    if attempt.finished:
        return redirect("selftest:result", number)
    return pages.show(request, attempt, asked)


def answer(request, number, asked):
    """An answer is kept before the next question is shown. One that cannot be kept is shown again with the reason."""
    form, way = AnswerForm(asked, request.POST), request.POST.get("go", "")
    if form.is_valid() and not form.outdated:
        try:
            attempts.save(request.learner, number, form.attempt, asked.step, form.cleaned_data["answer"])
        except Attempt.DoesNotExist:
            return pages.gone(request, None)
        except attempts.FinishedError as error:
            return pages.gone(request, error.attempt)
        return pages.onward(request, number, asked.step, way)
    attempt = pages.attempt_or_none(request.learner, number)
    if attempt is None or attempt.finished or form.attempt != str(attempt.pk):
        return pages.gone(request, attempt if attempt and attempt.finished else None)
    if form.missing and way in {"back", "stop"}:
        return pages.onward(request, number, asked.step, way)
    return pages.show(request, attempt, asked, form=form, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def overview(request, number):
    """All questions and whether they are answered; with a POST the attempt is closed and the self-image shown."""
    asked = asked_now(request)
    attempt = pages.attempt_or_none(request.learner, number)
    if attempt is None or (request.method == "POST" and request.POST.get("attempt") != str(attempt.pk)):
        return pages.gone(request, None)
    try:
        if attempt.finished or (request.method == "POST" and attempts.finish(attempt)):
            return redirect("selftest:result", number)
    except Attempt.DoesNotExist:  # erased in another tab meanwhile
        return pages.gone(request, None)
    context = pages.overview(attempt, asked) | {"refused": request.method == "POST"}
    template = "selftest/_overview.html" if request.htmx.target == "question" else "selftest/overview.html"
    return TemplateResponse(request, template, context, status=422 if context["refused"] else 200)


@require_safe
@private
def result(request, number):
    """The self-image of a finished attempt, beside the earlier ones and what was kept of talks."""
    asked = asked_now(request)
    attempt = pages.attempt_or_none(request.learner, number)
    if attempt is None:
        return pages.gone(request, None)
    if not attempt.finished:
        return redirect(pages.next_address(attempt))
    return TemplateResponse(
        request, "selftest/result.html", results.context(request.learner, attempt, asked, str(version.of(request)))
    )


@require_safe
@private
def download(request, number, kind):
    """A self-image as a file: JSON, or CSV for a spreadsheet."""
    asked = asked_now(request)
    attempt = pages.attempt_or_none(request.learner, number)
    if attempt is None or not attempt.finished:
        return pages.gone(request, attempt)
    told = export.told(attempt, asked)
    if kind == "json":
        answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    else:
        answer = HttpResponse(export.as_csv(told), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="coachwerk-{number}.{kind}"'
    return answer
