"""Helpers shared by the checks in Python."""
import time


def check(what, holds, answer):
    if not holds:
        raise SystemExit(f"{what}: {answer}")
    print(f"ok  {what}", flush=True)


def eventually(what, ask, holds, seconds=20):
    """Polls until the answer satisfies `holds`."""
    until = time.monotonic() + seconds
    answer = ask()
    while not holds(answer) and time.monotonic() < until:
        time.sleep(0.2)
        answer = ask()
    check(what, holds(answer), answer)
    return answer
