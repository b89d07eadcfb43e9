using System.Globalization;
using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>One execution of a recipe as a run: the record that its first fit opens, and what every fit is given.</summary>
internal sealed class RecipeTraining : IDisposable
{
    public const string Tag = "training";

    /// <summary>The parameter with the gray level of masks that is not judged: the vault leaves it out too.</summary>
    public const string IgnoredLevel = "target.ignoredLevel";

    /// <summary>The parameter with the most validation items.</summary>
    public const string ValidCap = "split.validCap";

    // A checkpoint has the weights and two moments of each; while it is written the one before is still there.
    private const int CheckpointCopies = 6;
    private const int BytesOfAnswer = 16;
    private const long BytesOfLogs = 4L << 20;

    private readonly Project _project;
    private readonly RecipeOptions _options;
    private readonly Func<RunPlan, RunWriter> _create;
    private readonly List<string> _warnings = [];
    private RunCallback? _records;
    private int _fits;

    public RecipeTraining(Project project, RecipeOptions options, Func<RunPlan, RunWriter>? create = null)
    {
        _project = project;
        _options = options;
        _create = create ?? project.Runs.Create;
    }

    /// <summary>Goes on with a run.</summary>
    public RecipeTraining(Project project, ResumedRun resumed)
        : this(project, resumed.Options, resumed.Open)
    {
        Resumed = resumed;
    }

    /// <summary>The run that goes on; null for a new one.</summary>
    public ResumedRun? Resumed { get; }

    /// <summary>The run; null before the first fit.</summary>
    public RunWriter? Run { get; private set; }

    /// <summary>Writes losses and metrics; one for all fits of the run, so that steps and epochs count on.</summary>
    public RunCallback Records => _records ??= new RunCallback(Run!);

    /// <summary>Callbacks of every fit besides those of a run.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Ends trees, which have no callbacks; null stands for the token of the options.</summary>
    public CancellationToken? TreeToken { get; init; }

    /// <summary>Why a run is stopped when <see cref="TreeToken"/> alone is canceled.</summary>
    public string StopReason { get; init; } = "";

    /// <summary>Whether somebody has asked for the end.</summary>
    public bool IsCanceled => _options.CancellationToken.IsCancellationRequested || TreeToken is { IsCancellationRequested: true };

    /// <summary>Called when the first fit begins; null for nothing.</summary>
    public Action? Beginning { get; init; }

    /// <summary>Knows which batch was under way when something failed.</summary>
    public CrashRecorder Crash { get; } = new();

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Where the checkpoint of a fit is, numbered from 1: each fit of a recipe has its own, so that a run can go on in any of them.</summary>
    public static string CheckpointIn(string folder, int fit) => Path.Combine(folder, fit == 1 ? "last.safetensors" : $"last-{fit}.safetensors");

    /// <summary>Opens the run, once; before that nothing is written.</summary>
    public void Begin(Recipe recipe, Learner? learner)
    {
        if (Run is not null)
        {
            return;
        }

        _options.CancellationToken.ThrowIfCancellationRequested();

        // One of several runs of the same recipe: the others are the step that it is away from, and nobody chose its numbers.
        bool isOneOfMany = Resumed is not null || _options.Tags.Contains(RunTags.Seed) || _options.Tags.Contains(RecipeSearch.Tag);
        Finding? nudge = isOneOfMany ? null : RunKinds.Of(_project.Runs.List()).Nudge;
        string? unknownRoom = DiskGuard.Check(_project.Directory, ProjectedBytes(recipe, learner));
        Run = _create(PlanOf(recipe, learner));
        _options.Observer?.Began(Run.Record, recipe.Parts.ToString());
        if (Resumed is not null)
        {
            _options.Observer?.Said($"goes on after epoch {Resumed.Epochs}, step {Resumed.Steps}");
        }

        string[] warnings =
        [
            .. recipe.Parts.Warnings,
            .. nudge is null ? Array.Empty<string>() : [$"{nudge.What}; {nudge.HowToFix}"],
            .. unknownRoom is null ? Array.Empty<string>() : [unknownRoom],
            .. isOneOfMany ? [] : Run.Record.Change?.Warnings ?? [],
        ];
        foreach (string warning in warnings)
        {
            Warn(warning);
        }

        Beginning?.Invoke();
    }

    public FitOptions FitOptions(Recipe recipe, Learner learner)
    {
        Crash.Learner = learner;
        int fit = ++_fits;
        return new FitOptions
        {
            Callbacks = [Crash, new RecipeCallback(this, recipe, learner, fit), .. Callbacks],
            ResumeFrom = Resumed?.CheckpointOf(fit),
            Progress = _options.Observer is { } observer ? new Receiver<TrainingProgress>(observer.Advanced) : null,
            CancellationToken = _options.CancellationToken,
        };
    }

    public TreeFitOptions TreeFitOptions() => new()
    {
        Progress = _options.Observer is { } observer ? new Receiver<TreeProgress>(observer.Grew) : null,
        CancellationToken = TreeToken ?? _options.CancellationToken,
    };

    public void Warn(string warning)
    {
        _warnings.Add(warning);
        Run?.LogEvent("warning", warning);
        _options.Observer?.Warned(warning);
    }

    public void Dispose() => Run?.Dispose();

    /// <summary>Everything that says what was run: the parameters that the recipe asked for, and what its learner is made of.</summary>
    private RunPlan PlanOf(Recipe recipe, Learner? learner)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["recipe"] = _options.Name };
        if (learner is null)
        {
            // What is fitted is not known before; a recipe without a net is one model.
            parameters["model"] = "no net, as in " + _options.Name;
        }
        else
        {
            Describe(parameters, learner);
        }

        foreach ((string name, string value) in recipe.Params)
        {
            parameters[name] = value;
        }

        if (recipe.IsOfMasks && recipe.IgnoredLevel is int ignored)
        {
            parameters[IgnoredLevel] = ignored.ToString(CultureInfo.InvariantCulture);
        }

        if (_options.ValidCap is int cap)
        {
            parameters[ValidCap] = cap.ToString(CultureInfo.InvariantCulture);
        }

        string[] tags = _options.Hypothesis is null ? [Tag, RecipeOptions.NoHypothesis] : [Tag];
        return new RunPlan
        {
            Name = _options.Name,
            Command = _options.Command,
            Split = new RunSplit(recipe.Split.Name, recipe.Split.Fingerprint),
            DataHash = recipe.Split.DataHash,
            Subset = _options.Subset,
            Seed = (ulong)_options.Seed,
            Params = parameters,
            Tags = [.. tags, .. _options.Tags],
            Parents = _options.Parents,
            Recipe = _options.File,
            Hypothesis = _options.Hypothesis,
        };
    }

    private static void Describe(SortedDictionary<string, string> parameters, Learner learner)
    {
        DataLoader train = learner.Data.Train;
        parameters["model"] = FormattableString.Invariant($"{learner.Model.TypeName} with {learner.Model.ParameterCount} parameters");
        parameters["loss"] = learner.Loss.GetType().Name;
        parameters["batchSize"] = train.BatchSize.ToString(CultureInfo.InvariantCulture);
        string[] transforms = [.. train.Dataset.Transforms.Select(TextOf), .. train.Transforms.Select(TextOf)];
        if (transforms.Length > 0)
        {
            parameters["transforms"] = string.Join(", ", transforms);
        }
    }

    // What was learned from the training items (mean and deviation) is no choice of the recipe.
    private static string TextOf(ItemTransform transform) => transform.ToString() ?? transform.GetType().Name;

    private static string TextOf(BatchTransform transform) => transform is Normalize ? nameof(Normalize) : transform.ToString() ?? transform.GetType().Name;

    private static long ProjectedBytes(Recipe recipe, Learner? learner)
    {
        long weights = sizeof(float) * (learner?.Model.ParameterCount ?? 0);
        long answers = BytesOfAnswer * (1L + Math.Max(1, recipe.ClassNames.Count)) * (recipe.Valid.Count + recipe.Test.Count);
        return (CheckpointCopies * weights) + weights + answers + BytesOfLogs;
    }

    /// <summary>Hands reports on at once: <see cref="Progress{T}"/> would do so on another thread and out of order.</summary>
    private sealed class Receiver<T>(Action<T> receive) : IProgress<T>
    {
        public void Report(T value) => receive(value);
    }
}
