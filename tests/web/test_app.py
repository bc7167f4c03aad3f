"""What holds for every answer: its shape when it fails, its headers, its limits."""

import pytest

APIS = ["/v1/chat/completions", "/translate", "/detect"]


def message_of(response, path: str) -> str:
    """The error's message, if it has the shape of the called format."""
    assert response.mimetype == "application/json"
    error = response.json["error"]
    if not path.startswith("/v1/"):
        return error
    assert error.keys() == {"message", "type", "param", "code"}
    return error["message"]


@pytest.mark.parametrize("path", APIS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b'{"q": NaN}',
        b'{"q": "\xff\xfe"}',
        b'{"q": "\xed\xa0\x80"}',
        b"[" * 3000,
        b'{"q": ' + b"9" * 3900 + b"}",
        b'{"seed": 1e999}',
    ],
)
def test_bad_body(client, path, body):
    response = client.post(path, data=body, content_type="application/json")
    assert response.status_code == 400
    assert message_of(response, path).endswith(".")


@pytest.mark.parametrize("path", APIS)
@pytest.mark.parametrize("content_type", [None, "text/plain", "application/xml", "nonsense"])
def test_other_media_type(client, path, content_type):
    response = client.post(path, data=b"{}", content_type=content_type)
    assert response.status_code == 415
    assert "application/json" in message_of(response, path)


@pytest.mark.parametrize("path", APIS)
def test_body_too_large(client, path):
    response = client.post(path, data=b'{"q": "' + b"x" * 4000 + b'"}', content_type="application/json")
    assert response.status_code == 413
    assert "too large" in message_of(response, path)


def test_form_too_large(client):
    response = client.post("/translate", data={"q": "x" * 4000, "source": "en", "target": "fr"})
    assert response.status_code == 413


@pytest.mark.parametrize("path", ["/nothing", "/v1/nothing", "/v1/", "/static/../app.py", "/static/nothing.js"])
def test_not_found(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert message_of(response, path)


def test_a_browser_is_told_on_a_page(client):
    response = client.get("/nothing", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (response.status_code, response.mimetype) == (404, "text/html")
    assert "There is nothing at this address." in response.text


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/chat/completions", {"POST", "OPTIONS"}),
        ("POST", "/v1/models", {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/translate", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("DELETE", "/languages", {"GET", "HEAD", "OPTIONS"}),
        ("POST", "/", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_method_not_allowed(client, method, path, allowed):
    response = client.open(path, method=method)
    assert response.status_code == 405
    assert set(response.allow) == allowed
    assert message_of(response, path).startswith(f"{method} is not allowed here")


@pytest.mark.parametrize("path", ["/", "/translate", "/health", "/nothing", "/static/page.js", "/v1/models"])
def test_security_headers(client, path):
    with client.get(path) as response:
        headers = response.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_health(client):
    assert client.get("/health").json == {"status": "ok"}


@pytest.mark.parametrize(("path", "hidden"), [("/", "translate"), ("/translate", "chat")])
def test_pages_show_their_view(client, path, hidden):
    page = client.get(path).text
    views = {line.split('id="')[1].split('"')[0]: " hidden" in line for line in page.splitlines() if "<main" in line}
    assert views == {"chat": hidden == "chat", "translate": hidden == "translate"}
    assert "http://" not in page
    assert "https://" not in page
