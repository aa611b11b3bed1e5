"""The running stack, as `stack.json` describes it."""
import json
import os

with open(os.environ["STACK_FILE"], encoding="utf8") as file:
    stack = json.load(file)
outputs = stack["outputs"]
