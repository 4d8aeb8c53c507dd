"""A running site and pages on it. Whatever the browser complains about fails the test that caused it."""

from urllib.parse import urlsplit

import pytest

from tests.server import free_port, started


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    port = free_port()
    with started(tmp_path_factory.mktemp("site"), port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def visit(browser, site):
    """Open a page: `visit("/", width=320)`.

    Also `dark`, `script`, `complains` (what the browser says is expected) and anything that a browser context takes.
    """
    contexts = []
    complaints = []

    def open_page(address="/", *, width=1440, height=800, dark=False, script=True, complains=False, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            base_url=site,
            **options,
        )
        contexts.append(context)

        def watch(page):
            page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("request", lambda request: foreign(request.url) and complaints.append(f"foreign: {request.url}"))

        def foreign(url):
            return urlsplit(url).netloc != urlsplit(site).netloc and not url.startswith(("data:", "blob:"))

        if not complains:
            context.on("page", watch)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
