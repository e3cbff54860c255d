#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Does make bench-check fail where it must, and nowhere else?

Runs the whole of tests/bench/run --check but for the guests: what they would
have measured is the checked-in baseline, changed.
"""

import contextlib
import copy
import importlib.machinery
import importlib.util
import io
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
_loader = importlib.machinery.SourceFileLoader("bench", os.path.join(HERE, "run"))
bench = importlib.util.module_from_spec(importlib.util.spec_from_loader("bench", _loader))
_loader.exec_module(bench)

BASE = bench.report.load(bench.BASELINE)


class Kernel:
    release = None

    def __init__(self, series):
        self.name = series
        self.release = Kernel.release or BASE[series]["release"]


class Check(unittest.TestCase):
    def setUp(self):
        tmp = tempfile.TemporaryDirectory()
        self.addCleanup(tmp.cleanup)
        os.mkdir(os.path.join(tmp.name, "bench"))
        self.figures = {s: copy.deepcopy(b["figures"]) for s, b in BASE.items()}
        was = bench.BUILD, bench.Kernel, bench.measure, sys.argv
        self.addCleanup(self.restore, was)
        bench.BUILD, bench.Kernel = tmp.name, Kernel
        bench.measure = lambda kernel, parts: self.figures[kernel.name]
        Kernel.release = None

    @staticmethod
    def restore(was):
        bench.BUILD, bench.Kernel, bench.measure, sys.argv = was

    def run_check(self, *args):
        """Status and text of tests/bench/run --check."""
        sys.argv = ["run", "--check", "-k", ",".join(BASE), *args]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            status = bench.main()
        return status, [l for l in out.getvalue().splitlines() if l.startswith("FAILED")]

    def all_figures(self):
        return [(s, n) for s, f in self.figures.items() for n, v in f.items()
                if v[0] and not n.startswith("floor.")]

    def test_the_baseline_passes(self):
        self.assertEqual(self.run_check(), (0, []))

    def test_both_kernels_are_there(self):
        self.assertEqual(set(BASE), {"6.1", "6.12"})

    def test_three_percent_more_of_any_figure_fails(self):
        for series, name in self.all_figures():
            with self.subTest(series=series, name=name):
                was = self.figures[series][name]
                self.figures[series][name] = [was[0] * 1.03, was[1]]
                status, failed = self.run_check()
                self.figures[series][name] = was
                self.assertEqual(status, 1)
                self.assertEqual(len(failed), 1)
                self.assertIn(f"{series}: {name}: ", failed[0])

    def test_one_percent_more_passes(self):
        for series, name in self.all_figures():
            was = self.figures[series][name]
            self.figures[series][name] = [was[0] * 1.01, was[1]]
        self.assertEqual(self.run_check(), (0, []))

    def test_what_both_sides_pay_is_nobodys_fault(self):
        for series, name in self.all_figures():
            shim, other = self.figures[series][name]
            if other:
                self.figures[series][name] = [shim + other, other + other]
        self.assertEqual(self.run_check(), (0, []))

    def test_what_is_nobodys_is_not_compared(self):
        for f in self.figures.values():
            f["floor.map.system.4KiB.uc"] = [1e9, 1.0]
        self.assertEqual(self.run_check(), (0, []))

    def test_a_floor_stands_beside_a_goal_that_is_below_it(self):
        name = "map.system.4KiB.uc"
        results = {"6.1": {name: (130.0, 100.0), "floor." + name: (120.0, 100.0)}}
        self.assertIn("| ≤ 1.05; floor 1.20 |", bench.report.table(results))
        for least in 104.0, 131.0:
            results["6.1"]["floor." + name] = (least, 100.0)
            self.assertIn("| ≤ 1.05 |", bench.report.table(results))

    def test_a_figure_that_is_missing_fails(self):
        series, name = self.all_figures()[0]
        del self.figures[series][name]
        status, failed = self.run_check()
        self.assertEqual((status, len(failed)), (1, 1))

    def test_on_another_kernel_the_ratio_counts(self):
        Kernel.release = "another"
        for series, name in self.all_figures():
            shim, other = self.figures[series][name]
            self.figures[series][name] = [2 * shim, other and 2 * other]
        lone = sum(1 for s, n in self.all_figures() if not self.figures[s][n][1])
        self.assertEqual(self.run_check(), (0, []))
        series, name = next((s, n) for s, n in self.all_figures() if self.figures[s][n][1])
        self.figures[series][name][0] *= 1.03
        status, failed = self.run_check()
        self.assertEqual((status, len(failed)), (1, 1))
        self.assertTrue(lone)

    def test_a_part_is_compared_alone(self):
        for series in self.figures:
            self.figures[series] = {n: v for n, v in self.figures[series].items()
                                    if n.startswith("prim.")}
        self.assertEqual(self.run_check("prim"), (0, []))
        self.figures["6.1"]["prim.dpc"][0] *= 1.03
        self.assertEqual(self.run_check("prim")[0], 1)


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=1).result
    bad = len({getattr(t, "test_case", t).id() for t, _ in result.failures + result.errors})
    print(f"{result.testsRun - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)
