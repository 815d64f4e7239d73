"""How many connections of one address, how long one may say nothing, what is answered, and who is not counted."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse

from server import clients, connection_limits
from server.connection_limits import PerAddress
from tests.asgi import get, keeping

READER = ("192.0.2.7", 50000)
DENIAL = {"extensions": {"websocket.http.response": {}}}


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    monkeypatch.setenv(clients.PROXIES, "0")
    monkeypatch.setenv(connection_limits.PER_ADDRESS, "2")


async def connect(app, client=READER, headers=(), **more):
    """What an application sends to a browser that connects from an address."""
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    await app({"type": "websocket", "client": client, "headers": list(headers), **more}, receive, send)
    return sent


async def http(app, headers=(), client=READER):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "client": client, "headers": list(headers)}
    await app(scope, None, send)
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(one.get("body", b"") for one in sent)


def met(connecting, then):
    """Lets browsers connect at once to an application that keeps them, and answers what is asked in the meantime."""
    goes_on = asyncio.Event()

    async def meet():
        app = PerAddress(keeping(goes_on))
        here = [asyncio.create_task(connect(app, **one)) for one in connecting]
        await asyncio.sleep(0)
        meanwhile = await then(app)
        goes_on.set()
        told = [[message["type"] for message in one] for one in await asyncio.gather(*here)]
        assert not app._open, "an address is still counted after its connections ended"
        return told, meanwhile

    return asyncio.run(meet())


async def nothing(_app):
    return None


ACCEPTED, CLOSED = ["websocket.accept"], ["websocket.close"]


def test_the_connection_beyond_the_number_is_closed_and_others_go_on():
    told, _ = met([{}] * 3 + [{"client": ("192.0.2.8", 1)}], nothing)
    assert told == [ACCEPTED, ACCEPTED, CLOSED, ACCEPTED]


def test_where_the_server_can_it_is_answered_with_429():
    told, _ = met([DENIAL] * 3, nothing)
    assert told[2] == ["websocket.http.response.start", "websocket.http.response.body"]


def test_a_place_is_free_again_when_a_connection_ends():
    async def twice():
        app = PerAddress(lambda _scope, _receive, send: send({"type": "websocket.accept"}))
        return [[one["type"] for one in await connect(app)] for _ in range(5)]

    assert asyncio.run(twice()) == [ACCEPTED] * 5


def test_a_connection_that_fails_gives_its_place_back():
    async def failing(_scope, _receive, _send):
        raise OSError

    async def often():
        app = PerAddress(failing)
        for _ in range(5):
            with pytest.raises(OSError):  # noqa: PT011 - that of the application, never a refusal
                await connect(app)
        assert not app._open

    asyncio.run(often())


@pytest.mark.parametrize(("asked", "refused"), [(20, 0), (21, 1)])
def test_a_page_may_ask_for_all_its_files_at_once_and_for_no_number_at_will(asked, refused):
    """Through a proxy with HTTP/2 a browser asks for some eighty at once."""
    goes_on = asyncio.Event()

    async def slow(scope, receive, send):
        await goes_on.wait()
        await PlainTextResponse("a file")(scope, receive, send)

    async def ask():
        app = PerAddress(slow)
        asking = [asyncio.create_task(http(app)) for _ in range(asked)]
        await asyncio.sleep(0)
        goes_on.set()
        answers = await asyncio.gather(*asking)
        assert not app._open
        return answers

    answers = asyncio.run(ask())
    told = [one[2].decode() for one in answers if one[0] == 429]
    assert [connection_limits.PER_ADDRESS in one for one in told] == [True] * refused
    assert sum(one[0] == 200 for one in answers) == 20


def test_a_page_that_is_opened_meanwhile_is_answered_with_429_and_a_sentence():
    async def both(app):
        page = await http(app, [(b"accept", b"text/html"), (b"sec-fetch-dest", b"document")])
        return page, await http(app), await http(app, client=("192.0.2.8", 1))

    _, (page, file, neighbour) = met([{}] * 2, both)
    assert (page[0], page[1][b"retry-after"], page[1][b"cache-control"]) == (429, b"30", b"no-store")
    assert "Quá nhiều kết nối từ địa chỉ mạng của bạn" in page[2].decode()
    assert "Too many connections from your network address" in page[2].decode()
    assert file[0] == 200  # of a page that is open already
    assert (neighbour[0], neighbour[2]) == (200, b"the page")


def test_behind_a_proxy_of_ours_each_reader_counts_alone(monkeypatch):
    monkeypatch.setenv(clients.PROXIES, "1")
    proxy = ("10.0.0.9", 1)
    named = [{"client": proxy, "headers": [(b"x-forwarded-for", f"203.0.113.{n // 2}".encode())]} for n in range(8)]
    told, _ = met([*named, named[0]], nothing)
    assert told == [ACCEPTED] * 8 + [CLOSED]


@pytest.mark.parametrize(
    ("proxies", "client", "headers"),
    [
        ("0", ("127.0.0.1", 1), []),
        ("1", ("127.0.0.1", 1), []),
        ("0", None, []),
        ("", ("10.0.0.9", 1), [(b"x-forwarded-for", b"203.0.113.9")]),
        ("", ("10.0.0.9", 1), [(b"via", b"1.1 proxy")]),
    ],
    ids=["this machine", "a proxy here that names nobody", "a socket", "a proxy not declared", "the same, by via"],
)
def test_whoever_may_stand_for_many_is_not_counted(monkeypatch, proxies, client, headers):
    monkeypatch.setenv(clients.PROXIES, proxies)
    told, _ = met([{"client": client, "headers": headers}] * 40, nothing)
    assert told == [ACCEPTED] * 40


def test_thirty_are_allowed_where_nobody_set_a_number(monkeypatch):
    monkeypatch.delenv(connection_limits.PER_ADDRESS)
    told, _ = met([{}] * 31, nothing)
    assert told == [ACCEPTED] * 30 + [CLOSED]


def test_zero_is_without_a_limit(monkeypatch):
    monkeypatch.setenv(connection_limits.PER_ADDRESS, "0")
    told, _ = met([{}] * 40, nothing)
    assert told == [ACCEPTED] * 40


def test_a_number_that_is_none_ends_the_start_with_its_name(monkeypatch):
    monkeypatch.setenv(connection_limits.PER_ADDRESS, "many")
    with pytest.raises(ValueError, match="PROVINDEX_CONNECTIONS_PER_ADDRESS: expected is a whole number"):
        PerAddress(get)


def test_the_operator_is_told_once_a_minute_and_no_address_is_kept(caplog):
    met([{}] * 9, nothing)
    (line,) = [one for one in caplog.records if one.name == "provindex.server"]
    assert line.set == connection_limits.PER_ADDRESS
    assert READER[0] not in str(vars(line))


class Server(asyncio.Protocol):
    """A server that answers a whole request and then keeps the connection, as one does whose page is open."""

    def connection_made(self, transport):
        self.transport, self.seen = transport, b""

    def data_received(self, data):
        self.seen += data
        if self.seen.endswith(b"\r\n\r\n"):
            self.transport.write(b"answered")


async def ended(port, *pieces):
    """Whether the server closes a connection on which the pieces are sent, within half a second; and what it said."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await asyncio.sleep(0.02)
    try:
        said = await asyncio.wait_for(reader.read(), 0.5)
    except TimeoutError:
        return False, b""
    finally:
        writer.close()
    return True, said


@pytest.mark.parametrize(
    ("pieces", "closed"),
    [
        ((), True),
        ((b"GET / HTTP/1.1\r\n",), True),
        ((b"GET / HTTP/1.1\r\n", b"Host: a\r\n"), True),
        ((b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",), False),
        ((b"GET / HTTP/1.1\r\nHost: a\r", b"\n\r", b"\n"), False),
    ],
    ids=["nothing", "a line", "headers without an end", "a request", "a request in pieces"],
)
def test_a_connection_that_sends_no_whole_request_in_time_is_closed(pieces, closed):
    async def run():
        loop = asyncio.get_running_loop()
        with connection_limits.no_silence(loop, seconds=0.15):
            server = await loop.create_server(Server, "127.0.0.1", 0)
        async with server:
            return await ended(server.sockets[0].getsockname()[1], *pieces)

    assert asyncio.run(run())[0] is closed


def test_a_server_that_is_started_afterwards_is_not_watched():
    async def run():
        loop = asyncio.get_running_loop()
        with connection_limits.no_silence(loop, seconds=0.1):
            pass
        async with await loop.create_server(Server, "127.0.0.1", 0) as server:
            return await ended(server.sockets[0].getsockname()[1])

    assert asyncio.run(run()) == (False, b"")
