using System.CommandLine;
using System.CommandLine.Invocation;

namespace Hone.Cli;

/// <summary>Shows the help of the command that was typed.</summary>
internal sealed class HelpVerbAction(CliHost host) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        HelpPage.Show(Screen.OfOutput(host), parseResult.CommandResult.Command);
        return 0;
    }
}
