"""How the scenes of a script hang together. PURE: no Django."""

from collections.abc import Iterator

from conversations.script import END, SCENES_AT_LEAST, SCENES_AT_MOST, TURNS, Problem, Script, ways


def problems(script: Script) -> Iterator[Problem]:
    """What is wrong with the graph: unknown targets, loops, scenes out of reach, plays too short or too long."""
    if script.first not in script.scenes:
        yield Problem("", "first", f"there is no scene {script.first!r}")
        return
    if len(script.scenes) < SCENES_AT_LEAST:
        yield Problem("", "scenes", f"are {len(script.scenes)}; at least {SCENES_AT_LEAST}")
    if len(script.scenes) > SCENES_AT_MOST:
        yield Problem("", "scenes", f"are {len(script.scenes)}; at most {SCENES_AT_MOST}")
        return
    unknown = False
    for key, scene in script.scenes.items():
        for reply in scene.replies.values():
            for field, target in (("to", reply.to), ("missed", reply.missed)):
                if target not in script.scenes and target != END:
                    unknown = True
                    yield Problem(f"scene {key}", f"reply {reply.key} {field}", f"there is no scene {target!r}")
    if unknown:
        return
    if loop := _loop(script):
        yield Problem(f"scene {loop[0]}", "", f"goes round without end: {' → '.join(loop)}")
        return
    reached = _reached(script)
    for key in script.scenes:
        if key not in reached:
            yield Problem(f"scene {key}", "", "cannot be reached")
    fewest, most = _lengths(script)
    if fewest < TURNS[0] or most > TURNS[1]:
        yield Problem("", "scenes", f"make plays of {fewest} to {most} turns; {TURNS[0]} to {TURNS[1]}")


def _loop(script: Script) -> list[str]:
    """The scenes of a loop, the first one again at its end; empty where there is none."""
    done: set[str] = set()
    for start in script.scenes:
        path: list[str] = []
        stack = [(start, iter(sorted(set(ways(script.scenes[start])))))]
        if start in done:
            continue
        path.append(start)
        while stack:
            key, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                stack.pop()
                path.pop()
                done.add(key)
            elif target in path:
                return [*path[path.index(target) :], target]
            elif target != END and target not in done:
                path.append(target)
                stack.append((target, iter(sorted(set(ways(script.scenes[target]))))))
    return []


def _reached(script: Script) -> set[str]:
    reached, todo = {script.first}, [script.first]
    while todo:
        for target in ways(script.scenes[todo.pop()]):
            if target != END and target not in reached:
                reached.add(target)
                todo.append(target)
    return reached


def _lengths(script: Script) -> tuple[int, int]:
    """The fewest and the most turns of a play, in a graph without loops."""
    found: dict[str, tuple[int, int]] = {END: (0, 0)}

    def lengths(key: str) -> tuple[int, int]:
        if key not in found:
            after = [lengths(target) for target in ways(script.scenes[key])]
            found[key] = 1 + min(few for few, _ in after), 1 + max(many for _, many in after)
        return found[key]

    return lengths(script.first)
