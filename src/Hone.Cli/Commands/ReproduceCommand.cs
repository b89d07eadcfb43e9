using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone reproduce ROW</c>: measures a published figure again, from nothing.</summary>
internal sealed class ReproduceCommand : HoneVerb
{
    private const string Where = "hone reproduce";
    private const int MostSeeds = 100;

    private readonly CliHost _host;

    private readonly Argument<string?> _row = new("row")
    {
        HelpName = "ROW",
        Description = "the row of docs/results.md; --list names them",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _seeds = new("--seeds") { Description = $"how many seeds (default: {new ReproduceOptions().Seeds})", HelpName = "N" };
    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<bool> _list = new("--list") { Description = "name the rows" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public ReproduceCommand(CliHost host)
        : base("reproduce", "measure a published figure again, from nothing")
    {
        _host = host;
        Arguments.Add(_row);
        Options.Add(_seeds);
        Options.Add(_data);
        Options.Add(_list);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone reproduce --list", "the rows, with what each must reach"),
        new("hone reproduce fashion-sample", "the accuracy of 'hone start' over three seeds"),
        new("hone reproduce fashion-full --seeds 1 --json", "one seed, for a program to read"),
    ];

    private int Run(ParseResult parse)
    {
        if (parse.GetValue(_list))
        {
            List(parse.GetValue(_json));
            return (int)ExitCode.Pass;
        }

        string id = parse.GetValue(_row) ?? throw new UsageException("ROW after 'hone reproduce'", "nothing in its place", Where, "hone reproduce --list names the rows");
        PublishedRow row = Find(id);
        bool isJson = parse.GetValue(_json);
        Screen screen = isJson ? Screen.OfError(_host) : Screen.OfOutput(_host);
        ReproduceOptions options = Read(parse, new DownloadProgressLine(screen));
        ReproduceView? view = isJson && !_host.ErrorIsTerminal ? null : new ReproduceView(screen, options.Seeds);
        view?.Announce(row);
        ReproducedRow result;
        try
        {
            result = _host.Reproduce(row, options, view ?? (IReproduceObserver)new SilentView(), _host.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            screen.EndLive();
            Screen.OfError(_host).Line($"stopped; {Where} {row.Id} starts again from nothing");
            return (int)ExitCode.Canceled;
        }
        finally
        {
            screen.EndLive();
        }

        if (isJson)
        {
            CliJson.Write(_host.Out, ReproducedJson.Of(result), CliJson.Default.ReproducedJson);
        }
        else
        {
            view?.Finished(result);
        }

        return (int)(result.Pass ? ExitCode.Pass : ExitCode.Findings);
    }

    private static PublishedRow Find(string id)
    {
        string? near = Suggestion.Nearest(id, Reproducer.Rows.Select(row => row.Id));
        bool isKnown = Reproducer.Rows.Any(row => row.Id == id);
        return isKnown || near is null
            ? Reproducer.Find(id)
            : throw new UsageException($"one of the published rows: {string.Join(", ", Reproducer.Rows.Select(row => row.Id))}", $"'{id}'", Where, $"did you mean {near}?");
    }

    private ReproduceOptions Read(ParseResult parse, DownloadProgressLine progress)
    {
        var defaults = new ReproduceOptions();
        string? seeds = parse.GetValue(_seeds);
        return defaults with
        {
            Data = DataPlaces.Of(_host, OptionValues.Folder(parse.GetValue(_data), "--data", Where), progress),
            Seeds = seeds is null ? defaults.Seeds : (int)OptionValues.WholeNumber(seeds, "--seeds", Where, 1, MostSeeds),
        };
    }

    private void List(bool isJson)
    {
        if (isJson)
        {
            RowJson[] rows = Reproducer.Rows.Select(row => new RowJson(row.Id, row.Description, row.Metric, row.Bar)).ToArray();
            CliJson.Write(_host.Out, rows, CliJson.Default.IReadOnlyListRowJson);
            return;
        }

        Screen screen = Screen.OfOutput(_host);
        foreach (PublishedRow row in Reproducer.Rows)
        {
            screen.Line($"[bold]{Screen.Styled(row.Id, "")}[/]");
            screen.Paragraph("  ", 2, row.Description);
            screen.Paragraph("  ", 2, $"{row.Metric}, {ReproduceView.Goal(row)}", "dim");
        }
    }
}
