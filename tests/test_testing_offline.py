"""The block on connections; that a cassette puts it in force is tested with the plugin."""

from __future__ import annotations

import socket
import threading

import pytest

from summarize.testing.offline import offline


@pytest.fixture
def listener() -> socket.socket:
    """Give a socket that listens on the loopback."""
    return socket.create_server(("127.0.0.1", 0))


def test_a_connection_is_refused_inside_and_possible_after(listener: socket.socket) -> None:
    """The block ends with its context, and says what it refused."""
    with listener:
        host, port = listener.getsockname()
        with offline() as refused, pytest.raises(ConnectionRefusedError, match="nothing can be"):
            socket.create_connection((host, port))
        socket.create_connection((host, port)).close()
    assert refused == [f"socket.getaddrinfo {host}:{port}"]


def test_code_that_took_hold_of_connect_before_is_blocked_too(listener: socket.socket) -> None:
    """The block lies below Python's socket class, so no earlier reference gets around it."""
    connect = socket.socket.connect
    with listener, socket.socket() as client:
        with offline() as refused, pytest.raises(ConnectionRefusedError):
            connect(client, listener.getsockname())
        assert refused == [f"socket.connect {listener.getsockname()}"]


def test_threads_are_blocked_and_sockets_already_connected_are_not() -> None:
    """A thread cannot reach out either; a pair of connected sockets still talks."""
    errors: list[OSError] = []

    def reach_out() -> None:
        try:
            socket.gethostbyname("localhost")
        except OSError as error:
            errors.append(error)

    left, right = socket.socketpair()
    with left, right, offline() as refused:
        thread = threading.Thread(target=reach_out)
        thread.start()
        thread.join()
        left.sendmsg([b"still here"])
        assert right.recv(20) == b"still here"
    assert [type(error) for error in errors] == [ConnectionRefusedError]
    assert refused == ["socket.gethostbyname localhost"]


def test_blocks_nest() -> None:
    """The outer block stays in force when an inner one ends."""
    with offline() as outer:
        with offline():
            pass
        with pytest.raises(ConnectionRefusedError):
            socket.gethostbyname("localhost")
    assert len(outer) == 1
