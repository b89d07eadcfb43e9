using Hone;
using Hone.Bench.Cli;
using Hone.Bench.Harness;
using Hone.Bench.Workloads;

try
{
    if (args is [ChildRun.Command, string id, string steps, string threads])
    {
        EngineOptions.ThreadCount = int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture);
        ChildRun.Answer((Duel)Catalog.Select([id]).Single(), int.Parse(steps, System.Globalization.CultureInfo.InvariantCulture));
        return ExitCode.Passed;
    }

    CompareOptions options = OptionParser.Parse(args);
    EngineOptions.ThreadCount = options.Threads;
    return CompareCommand.Run(options, args);
}
catch (HoneException error)
{
    Console.Error.WriteLine("compare: " + error.Message);
    return ExitCode.Usage;
}
