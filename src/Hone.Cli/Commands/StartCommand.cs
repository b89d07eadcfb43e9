using System.CommandLine;
using Hone.Learn.Datasets;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone start</c>: the first five minutes.</summary>
internal sealed class StartCommand : HoneVerb
{
    private readonly CliHost _host;
    private readonly Option<string> _directory = new("--dir") { Description = $"the project folder to make (default: {new StartOptions().Directory})", HelpName = "DIR" };
    private readonly Option<bool> _full = new("--full") { Description = "all 60,000 + 10,000 images instead of the bundled sample of 6,000" };
    private readonly Option<string> _data = CommonOptions.Data();
    private readonly Option<string> _seed = new("--seed") { Description = $"seed of everything random (default: {new StartOptions().Seed})", HelpName = "N" };

    private readonly Option<string> _epochs = new("--epochs")
    {
        Description = $"rounds over the training part (default: {StartOptions.SampleEpochs}, with --full {StartOptions.FullEpochs})",
        HelpName = "N",
    };

    private readonly Option<string> _subset = new("--subset") { Description = "train on a share of the training part, such as 1%", HelpName = "SHARE" };
    private readonly Option<bool> _resume = new("--resume") { Description = "go on with a training that was stopped" };
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _quiet = new("--quiet") { Description = "print only the outcome" };

    public StartCommand(CliHost host)
        : base("start", "train an honest image classifier on real data, from nothing to a report")
    {
        _host = host;
        Options.Add(_directory);
        Options.Add(_full);
        Options.Add(_data);
        Options.Add(_seed);
        Options.Add(_epochs);
        Options.Add(_subset);
        Options.Add(_resume);
        Options.Add(_json);
        Options.Add(_quiet);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone start", "the bundled sample of Fashion-MNIST, two minutes"),
        new("hone start --subset 1% --epochs 2 --dir try", "a very quick look"),
        new("hone start --full --data ~/fashion-mnist", "all images, from four idx files"),
        new("hone start --resume --dir fashion", "go on after Ctrl-C"),
    ];

    private int Run(ParseResult parse)
    {
        Screen screen = parse.GetValue(_json) ? Screen.OfError(_host) : Screen.OfOutput(_host);
        StartOptions options = Read(parse, new DownloadProgressLine(screen));
        bool isSilent = parse.GetValue(_quiet) || (parse.GetValue(_json) && !_host.ErrorIsTerminal);
        StartView? view = isSilent ? null : new StartView(screen);
        StartObserver observer = view ?? (StartObserver)new SilentView();
        view?.Announce(options);
        StartResult result;
        try
        {
            result = _host.RunFirstProject(options, observer, _host.CancellationToken);
            result = result with { Next = [.. result.Next.Select(step => step with { Command = AsCalled(step.Command) })] };
        }
        catch (OperationCanceledException)
        {
            screen.EndLive();
            StartOutcome.Stopped(Screen.OfError(_host), options, observer);
            return (int)ExitCode.Canceled;
        }
        catch (Exception exception) when (exception is not HoneException)
        {
            throw new CommandFailedException(observer.Project?.Directory, exception);
        }
        finally
        {
            // Whatever is said next starts on a line of its own.
            screen.EndLive();
        }

        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, result, CliJson.Default.StartResult);
        }
        else if (view is null)
        {
            StartOutcome.Quiet(screen, result);
        }
        else
        {
            view.Finished(result);
        }

        return (int)ExitCode.Pass;
    }

    /// <summary>A command that begins as the user began theirs.</summary>
    private string AsCalled(string command) => _host.CommandName + command["hone".Length..];

    private StartOptions Read(ParseResult parse, IProgress<DownloadProgress> progress)
    {
        const string Where = "hone start";
        var defaults = new StartOptions();
        bool full = parse.GetValue(_full);
        string? data = OptionValues.Folder(parse.GetValue(_data), "--data", Where);
        if (data is not null && !full && !parse.GetValue(_resume))
        {
            throw new UsageException("--full beside --data: the sample is bundled and needs no files", $"--data {data} alone", Where, "add --full, or leave --data out");
        }

        RefuseNewOptionsOnResume(parse, Where);
        string? epochs = parse.GetValue(_epochs);
        string? seed = parse.GetValue(_seed);
        return defaults with
        {
            Directory = OptionValues.Folder(parse.GetValue(_directory), "--dir", Where) ?? defaults.Directory,
            Full = full,
            Data = DataPlaces.Of(_host, data, progress),
            Seed = seed is null ? defaults.Seed : OptionValues.WholeNumber(seed, "--seed", Where, 0, long.MaxValue),
            Epochs = epochs is null ? null : (int)OptionValues.WholeNumber(epochs, "--epochs", Where, 1, OptionValues.MostEpochs),
            Subset = OptionValues.Subset(parse.GetValue(_subset)),
            Resume = parse.GetValue(_resume),
            Command = "hone " + string.Join(' ', parse.Tokens.Select(token => token.Value)),
        };
    }

    /// <summary>Another seed or another number of epochs would be another training, not the same one going on.</summary>
    private void RefuseNewOptionsOnResume(ParseResult parse, string where)
    {
        if (!parse.GetValue(_resume))
        {
            return;
        }

        (string Name, bool Given)[] options =
        [
            ("--full", parse.GetValue(_full)), ("--seed", parse.GetValue(_seed) is not null), ("--epochs", parse.GetValue(_epochs) is not null), ("--subset", parse.GetValue(_subset) is not null),
        ];
        string[] given = [.. options.Where(option => option.Given).Select(option => option.Name)];
        if (given.Length > 0)
        {
            throw new UsageException(
                "--resume with the options that the project began with, which it remembers",
                $"--resume beside {string.Join(", ", given)}",
                where,
                "leave them out, or begin anew in another folder with --dir");
        }
    }
}
