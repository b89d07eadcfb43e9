using System.CommandLine;
using System.CommandLine.Invocation;

namespace Hone.Cli;

/// <summary>Prints the version.</summary>
internal sealed class VersionAction(CliHost host) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        host.Out.WriteLine(HoneVersion.Text);
        return 0;
    }
}
