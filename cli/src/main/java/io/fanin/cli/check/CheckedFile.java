package io.fanin.cli.check;

import io.fanin.check.report.Report;

/// A file and what came of checking it.
///
/// @param name as the command line has it
/// @param known how many findings the baseline left out of the report
record CheckedFile(String name, Report report, int known) {}
