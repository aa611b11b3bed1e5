"""What the checks in Python share."""
import time


def check(what, holds, answer):
    if not holds:
        raise SystemExit(f"{what}: {answer}")
    print(f"ok  {what}", flush=True)


def eventually(what, ask, holds, seconds=20):
    """Asks until the answer is as it should be."""
    until = time.monotonic() + seconds
    answer = ask()
    while not holds(answer) and time.monotonic() < until:
        time.sleep(0.2)
        answer = ask()
    check(what, holds(answer), answer)
    return answer
