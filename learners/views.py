"""My data: what is kept of someone without a name, to see, take along and erase."""

from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from learners import current, limits, registry, tokens
from learners.current import personal, private
from learners.models import Learner


def page(request, status=200, **context):
    """The page itself, with what happened just now."""
    learner = request.learner
    parts = [(part, list(part.entries(learner))) for part in registry.parts()] if learner else []
    context |= {"learner": learner, "parts": parts, "months": settings.LEARNER_MONTHS}
    return TemplateResponse(request, "learners/my.html", context, status=status)


@require_safe
@private
def my_data(request):
    """Everything that is kept, or that nothing is. Looking creates nothing."""
    return page(request)


@require_safe
@personal
def export(request):
    """All of it in one file, for whoever wants to keep it or look closely."""
    learner = request.learner
    found = {
        "product": "Coachwerk",
        "exported": timezone.localdate().isoformat(),
        "learner": {"since": learner.created.isoformat(), "kept_until": learner.kept_until.isoformat()},
        **{part.key: part.export(learner) for part in registry.parts()},
    }
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="coachwerk.json"'
    return answer


@require_POST
@private
def erase(request):
    """Rows gone, cookies gone, and the page that answers clears what this browser kept of ours."""
    if request.learner:
        request.learner.erase()
    return gone(request, erased=True)


@require_POST
@private
def leave(request):
    """This browser forgets who was here; what is kept stays, for whoever has its code."""
    if request.learner:
        token = request.COOKIES[settings.LEARNER_COOKIE_NAME]
        request.learner.tokens.filter(token_hash=tokens.digest(token)).delete()
    return gone(request, erased=False)


def gone(request, *, erased):
    """Nobody is known in this browser from here on."""
    request.learner, request.forgotten = None, True
    answer = TemplateResponse(request, "learners/gone.html", {"erased": erased})
    answer.headers["Clear-Site-Data"] = '"cache"'
    return current.forget(answer)


@require_POST
@personal
def code(request):
    """A code to take along, on this page only and this once."""
    if request.POST.get("instead_of", "") != request.learner.code_mark:
        return redirect("learners:my")  # the page was loaded again: the code that it showed stays the right one
    try:
        return TemplateResponse(request, "learners/code.html", {"code": request.learner.new_code()})
    except Learner.DoesNotExist:  # erased in another tab meanwhile
        raise Http404 from None


@require_POST
@private
def restore(request):
    """Become the learner of a code in this browser. Every wrong code is answered alike."""
    typed = request.POST.get("code", "")
    letters = tokens.clean_code(typed)
    found = Learner.objects.filter(code_hash=tokens.digest(letters)).first() if letters else None
    if found is None:
        return wrong_code(request, typed)
    if request.learner and request.learner != found and "replace" not in request.POST:
        return page(request, 409, replacing=True, typed=typed[: tokens.LONGEST])
    answer = redirect("learners:my")
    if request.learner != found:
        request.forgotten = True  # the cookie that came with this request is not the one that goes back
        try:
            current.remember(answer, found.new_token())
        except Learner.DoesNotExist:  # erased meanwhile
            return wrong_code(request, typed)
    return answer


def wrong_code(request, typed):
    """Every wrong code is answered alike, and too many only later. A right one is never refused: nobody guesses it."""
    error, status, seconds = gettext("We do not know this code."), 400, limits.wait(request.META["REMOTE_ADDR"])
    if seconds:
        told = gettext("Too many codes were wrong. Try again in %(minutes)d min.")
        error, status = told % {"minutes": -(-seconds // 60)}, 429
    else:
        limits.wrong(request.META["REMOTE_ADDR"])
    answer = page(request, status, error=error, typed=typed[: tokens.LONGEST])
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer
