using System.Globalization;

namespace Hone.Bench.Cli;

/// <summary>Turns the command line into <see cref="CompareOptions"/>.</summary>
internal static class OptionParser
{
    public const string Usage = """
        usage: bench/compare [id...] [--json] [--list] [--rounds N] [--seconds S] [--threads N] [--save FILE] [--python PATH]

          id            a workload, a family (gemm) or a pattern (gemm-1024*); none means all
          --json        one JSON object a workload: id, hone, peer, unit, ratio, bar, pass, spread, ...
          --list        the ids, their bars and what they measure
          --rounds N    alternations Hone, PyTorch (5)
          --seconds S   length of one turn (0.3)
          --threads N   threads that each side may use (all cores)
          --save FILE   also write all results with machine, date and command as JSON
          --python PATH the Python that has PyTorch (/usr/bin/python3)
        """;

    /// <exception cref="BenchException">An option is unknown, or its value is missing or out of range.</exception>
    public static CompareOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new CompareOptions();
        var selection = new List<string>();
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            string Value() => ++i < arguments.Count
                ? arguments[i]
                : throw new BenchException($"{argument} needs a value.", "the end of the command line", "write it after a space: " + argument + " VALUE");

            options = argument switch
            {
                "--json" => options with { Json = true },
                "--list" => options with { List = true },
                "--help" or "-h" => options with { Help = true },
                "--rounds" => options with { Rounds = Whole(argument, Value(), 1, 1000) },
                "--threads" => options with { Threads = Whole(argument, Value(), 1, Environment.ProcessorCount) },
                "--seconds" => options with { TurnSeconds = Seconds(argument, Value()) },
                "--save" => options with { Save = Value() },
                "--python" => options with { Python = Value() },
                "--peer-scripts" => options with { PeerScripts = Value() },
                _ when argument.StartsWith('-') => throw new BenchException("A known option.", argument, "bench/compare --help lists them"),
                _ => Select(options, argument),
            };
        }

        return options with { Selection = selection };

        CompareOptions Select(CompareOptions unchanged, string id)
        {
            selection.Add(id);
            return unchanged;
        }
    }

    private static int Whole(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new BenchException($"{option} takes a whole number from {least} to {most}.", text, $"{option} {least}");

    private static double Seconds(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value is >= 0.01 and <= 60
            ? value
            : throw new BenchException($"{option} takes seconds from 0.01 to 60.", text, $"{option} 0.3");
}
