using Hone.Bench.Cli;
using Hone.Kernels;

try
{
    CompareOptions options = OptionParser.Parse(args);
    WorkerPool.SetThreadCount(options.Threads);
    return CompareCommand.Run(options, args);
}
catch (BenchException error)
{
    Console.Error.WriteLine("compare: " + error.Message);
    return ExitCode.Usage;
}
