"""The right answer, gathered from the cells as they were written."""

from dataclasses import dataclass, field

from tests.dirty.model import Aim, Block, Cell, Expected, Fault, Key, Page, Plant, Spot


@dataclass(slots=True)
class Answer:
    """What a right reading gives and tells."""

    truth: dict[Key, Expected] = field(default_factory=dict)
    aims: dict[Aim, Expected] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def take(self, block: Block, cell: Cell, spot: Spot) -> None:
        """Note what one cell holds."""
        if cell.plant is not None:
            self.faults.append(_fault(block, cell.plant, spot))
        if cell.value is None:
            return
        if cell.aim is not None:
            self.aims[cell.aim] = Expected(cell.value, spot)
        if cell.key is not None:
            self.truth[cell.key] = Expected(cell.value, spot)
            if cell.value < 0:
                self.faults.append(Fault(Plant.NEGATIVE, spot, required=False))


def answer_of(pages: list[Page]) -> Answer:
    """Gather the answer of all pages."""
    answer = Answer()
    for page in pages:
        for at, row in enumerate(page.block.rows):
            for column, cell in enumerate(row):
                answer.take(page.block, cell, Spot(page.name, at, column))
        if page.hidden or page.block.hidden or page.block.hidden_columns:
            answer.faults.append(Fault(Plant.HIDDEN, Spot(page.name)))
        if page.earlier:
            answer.faults.append(Fault(Plant.OTHER_MONTH, Spot(page.name), required=False))
    if any(fault.plant is Plant.CONFLICT for fault in answer.faults):
        # The rest of the row counts twice.
        answer.faults.append(Fault(Plant.TWICE, Spot(), required=False))
    return answer


def _fault(block: Block, plant: Plant, spot: Spot) -> Fault:
    """Say whether a fault must be told: not the wrong sum of a column that lacks values."""
    if plant is Plant.TWICE or spot.column is None:
        return Fault(plant, Spot(spot.sheet), required=False)
    column = [row[spot.column] for row in block.rows if len(row) > spot.column]
    hole = any(cell.key is not None and cell.value is None for cell in column)
    return Fault(plant, spot, required=not (plant is Plant.TOTAL and hole))
