"""Headings below which nothing is read, or that lead to other pages after the text."""

from collections.abc import Collection, Sequence

from narrate.model import Block, Kind, Skipped


def without_orphans(judged: Sequence[Block | Skipped]) -> list[Block | Skipped]:
    """Skip a heading below which nothing is read before the next of its level, and say why."""
    result = list(judged)
    for index, part in enumerate(judged):
        if not isinstance(part, Block) or part.kind is not Kind.HEADING or part.level == 1:
            continue
        reasons = []
        for after in judged[index + 1 :]:
            block = after.block if isinstance(after, Skipped) else after
            if block.kind is Kind.HEADING and block.level <= part.level:
                break
            reasons.append(after.reason if isinstance(after, Skipped) else "")
        below = [reason for reason in reasons if reason not in {"struck out", "a caption"}]
        if below and all(below):
            result[index] = Skipped(part, below[0])
    return result


def without_last_links(
    judged: Sequence[Block | Skipped], linked: Collection[int]
) -> list[Block | Skipped]:
    """Skip the headings after the text that are links; ``linked`` are the places of such ones."""
    result = list(judged)
    for index in range(len(result))[::-1]:
        part = result[index]
        if isinstance(part, Block) and index not in linked:
            break
        if isinstance(part, Block):
            result[index] = Skipped(part, "links")
    return result
