"""The fault laboratory: a whole system of real processes, people who use it, and what breaks it while they do.

    python -m tests.faults.lab --seed 1 --minutes 10           random faults; exit code 1 when a promise was broken
    python -m tests.faults.lab --seed 1 --minutes 2 --without-sweep    the control, in which promises must break
    python -m tests.faults.lab.massacre --domains 20000        one large batch while its processes are killed

`docs/faults.md` says which fault of the matrix is injected where, and what "healed" means.
"""
