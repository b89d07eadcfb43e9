using System.Text.Json;

namespace Hone.Cli.Tests;

/// <summary>What a command line returned and wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public string[] Lines => Out.Split('\n');

    /// <summary>Runs a command line in this process.</summary>
    public static CommandRun Of(Func<CliHost, CliHost>? host, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var plain = new CliHost { Out = output, Error = error };
        int code = HoneCommand.Run(args, host is null ? plain : host(plain));
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    public static CommandRun Of(params string[] args) => Of(null, args);
}
