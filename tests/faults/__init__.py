"""Faults that the store must survive, done on purpose and counted.

One module for each kind of fault, runnable alone:

    python -m tests.faults.NAME [--rounds N] [--seed S] [--short]

It prints one line for each figure and ends with 0 (nothing bad), 1 (something bad, told on the
error output) or 3 (this machine lacks what it takes, told in one sentence). `python3 dev.py faults
[NAME...]` runs all or those named in their long form and writes docs/faults.md; with `--short` it
runs the short forms and writes nothing.

To add one, write `tests/faults/NAME.py`:

    def measure(asked: Asked) -> tuple[Figure, ...]:
        "Do the fault `asked.rounds` times, by chance of `asked.seed`, and count what was bad."

    if __name__ == "__main__":
        sys.exit(run(measure, rounds=1000, short=50))

* `Figure` (figures.py): fault, how, tried, bad, reach, seconds, details. `fault` names the row of
  docs/faults.md, so it stays the same from run to run; `reach` is the aim in words. A row is good
  when `bad` is 0. What was bad goes into `details`, one short sentence each with what it takes to
  do it again (round, seed); other findings worth a word go there too. No names of students.
* `need_program("strace")`, or `raise CannotMeasure("a sentence")` where the machine lacks
  something: never count less in silence. `working_folder(NAME)` gives a folder that goes away.
* `places.py` makes databases to work on, `deeds.py` the operations of the program by name.
* A script must also prove that it would notice: a negative control (the protection taken away)
  whose result is a `Control` counted as bad when it finds nothing.
* The short form stands in the suite as `tests/faults/test_NAME.py` where that takes under about a
  second, at least for the script's own judgement; otherwise `dev.py faults --short` alone runs it,
  which CI does after the checks.
* A promise that the script holds is named in promises.toml (`measured = ["NAME"]`), beside the
  tests that hold it; `python -m tests.faults.report` writes docs/faults.md anew from that and from
  the figures kept in docs/faults.json.
"""
