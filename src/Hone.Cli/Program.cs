using Hone.Cli;

using var interruption = new Interruption();
return HoneCommand.Run(args, CliHost.OfThisProcess(interruption.Token));
