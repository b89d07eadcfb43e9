using System.Diagnostics;
using Hone.Learn;

namespace Hone.Method;

/// <summary>A recipe beside the project that it belongs to: the data are read once; trainings, folds, seeds, searches and checks go through here. <c>hone train RECIPE.cs</c> makes the same calls.</summary>
/// <example><code>
/// var session = new RecipeSession(Project.Open("flowers"), recipe => Flowers(recipe), new() { Subset = 0.05 });
/// RecipeResult result = session.Train();
/// var probe = new ModelProbe(session.CreateLearner);
/// </code></example>
public sealed class RecipeSession
{
    private readonly Func<Recipe, RecipeModel> _body;
    private readonly Lazy<RecipeParts> _parts;

    /// <summary>Joins a recipe and a project; nothing is read yet.</summary>
    /// <param name="project">The project.</param>
    /// <param name="body">The recipe: makes loaders, trains, and returns its model. It runs once for each training, and once for each learner that a check asks for.</param>
    /// <param name="options">Split, subset, seed, parameters; null for the defaults.</param>
    public RecipeSession(Project project, Func<Recipe, RecipeModel> body, RecipeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(body);
        Project = project;
        Options = options ?? new RecipeOptions();
        _body = body;
        _parts = new Lazy<RecipeParts>(() => RecipeParts.Of(Project, Options), LazyThreadSafetyMode.None);
    }

    /// <summary>The project.</summary>
    public Project Project { get; }

    /// <summary>How the recipe runs.</summary>
    public RecipeOptions Options { get; }

    /// <summary>The frozen split.</summary>
    /// <exception cref="SplitException">No split is frozen, or none has the name that was asked for.</exception>
    /// <exception cref="SplitChangedException">The data are not those that were split.</exception>
    public FrozenSplit Split => Parts.Split;

    internal RecipeParts Parts => _parts.Value;

    /// <summary>The parameters that the recipe asked for when its last learner was made, with their values.</summary>
    internal IReadOnlyDictionary<string, string> Params { get; private set; } = new Dictionary<string, string>();

    /// <summary>Trains as a run: hypothesis, record, metrics, predictions, score with its interval, gain, verdict, exported model.</summary>
    /// <returns>What came of it.</returns>
    /// <exception cref="RecipeException">A parameter is unknown or malformed, or the predictions are not those of the validation items.</exception>
    /// <exception cref="SplitException">There is no frozen split.</exception>
    /// <exception cref="SplitChangedException">The data are not those that were split.</exception>
    /// <exception cref="HypothesisException">The expectation cannot be checked; nothing was written.</exception>
    /// <exception cref="DiskGuardException">There is too little room; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">It was canceled: the run is marked as stopped and keeps its checkpoint, metrics and log.</exception>
    public RecipeResult Train() => Train(Options, Parts, new RecipeTraining(Project, Options));

    /// <summary>
    /// Goes on with a run that was stopped, killed or failed, from the checkpoint of its last finished epoch, to the numbers that it would have had. Split, sample, seed and parameters are those of the run; what the
    /// options say besides has to be the same.
    /// </summary>
    /// <param name="run">The id of the run, or a part of it.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="RecipeException">The run has completed, is under way or has no checkpoint (exit code 2), or recipe, split, seed, sample or a parameter are others now (exit code 5).</exception>
    /// <inheritdoc cref="Train()" path="/exception"/>
    public RecipeResult Resume(string run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ResumedRun resumed = ResumedRun.Of(Project, Options, run);
        var training = new RecipeTraining(Project, resumed);
        try
        {
            return Train(resumed.Options, RecipeParts.Of(Project, resumed.Options), training);
        }
        catch (HoneException error) when (error is not MethodException && training.Run is null)
        {
            // The checkpoint comes before the run is opened: nothing of it was touched.
            throw new RecipeException(ExitCode.Refused, error.Expected, error.Got ?? error.Message, error.Where ?? run, "train without --resume: the recipe does not do what it did when the run began", error);
        }
    }

    /// <summary>Makes the learner of the recipe, untrained, with the loaders of this split and subset: what checks of batches, losses, gradients and learning rates start from. Nothing is written.</summary>
    /// <returns>A new learner with every call.</returns>
    /// <exception cref="RecipeException">The recipe fits no net: exit code 4.</exception>
    public Learner CreateLearner() => CreateLearner(Options, Parts);

    /// <summary>One small batch through everything, into a throw-away folder (M26): load, train, save, reload with equal predictions, predict, submission rows. Nothing of it stays.</summary>
    /// <returns>The stages; a failure is in the result and is not thrown.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <inheritdoc cref="Train()" path="/exception"/>
    public DryRunResult Dry() => RecipeDryRun.Of(this);

    /// <summary>Trains once for each fold of the frozen split (M15): a run each, and one out-of-fold prediction for every item. Folds that are there already are not trained again.</summary>
    /// <param name="folds">How many folds the split must have; null for whatever it has.</param>
    /// <returns>The score over all items; of an incomplete set which folds are missing, and no mean.</returns>
    /// <exception cref="SplitException">The split has no folds, or another number of them.</exception>
    /// <exception cref="OperationCanceledException">It was canceled: the folds before are kept.</exception>
    public OutOfFoldScore CrossValidate(int? folds = null) => RecipeFolds.Run(this, folds);

    /// <summary>Trains with several seeds and stores how much the score moves (M29): a smaller gain is luck.</summary>
    /// <param name="seeds">How many, at least 2; the first is that of the options.</param>
    /// <exception cref="StatisticsException">Fewer than two seeds, or a score that is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public NoiseFloor MeasureNoise(int seeds = 3) => new NoiseFloors(Project).Measure(
        Options.Name,
        seed =>
        {
            RecipeOptions options = Options with { Seed = seed, Tags = [.. Options.Tags, RunTags.Seed], Hypothesis = null };
            return Train(options, Parts, new RecipeTraining(Project, options)).Score ?? throw new RecipeException(
                ExitCode.NotChecked, $"a metric that is computed from stored predictions: {string.Join(", ", ScoreMetric.Names)}", Project.Charter.Metric, Project.CharterFile, "measure the noise of another metric by hand");
        },
        new NoiseOptions { Seeds = seeds, FirstSeed = Options.Seed, Split = new RunSplit(Split.Name, Split.Fingerprint), Subset = Options.Subset, CancellationToken = Options.CancellationToken });

    /// <summary>Searches parameters of the recipe at random, and ends trials early that fall behind (M50): a parent run, and a child run for each trial. Late work: architectures come first (M46).</summary>
    /// <param name="options">The ranges, and how long.</param>
    /// <returns>The trials, the best first.</returns>
    /// <exception cref="RecipeException">A range has another form, or names no parameter of the recipe.</exception>
    /// <exception cref="OperationCanceledException">It was canceled: the trials before are kept.</exception>
    public SearchResult Search(SearchOptions options) => RecipeSearch.Run(this, options);

    /// <summary>Runs the batch once more at which a run failed (M73), with the weights of that moment: for a debugger, and to see whether the batch is the cause.</summary>
    /// <param name="run">The id of the run, or a part of it.</param>
    /// <returns>Where it failed again, or that it came through.</returns>
    /// <exception cref="RecipeException">The run did not end with an error, its batch is not known, or the recipe has changed.</exception>
    public ReplayResult Replay(string run) => RecipeReplay.Of(this, run);

    internal Learner CreateLearner(RecipeOptions options, RecipeParts parts) => Reach(options, parts).Learner!;

    /// <summary>Runs the recipe up to its first fit, or into it up to its first batch.</summary>
    internal Recipe Reach(RecipeOptions options, RecipeParts parts, bool entersFit = false)
    {
        var recipe = new Recipe(Project, parts, options, null) { EntersFit = entersFit };
        try
        {
            _body(recipe);
        }
        catch (LearnerReadyException)
        {
            Params = recipe.Params;
            return recipe;
        }

        Params = recipe.Params;
        return recipe.Learner is not null ? recipe : throw new RecipeException(
            ExitCode.NotChecked, "a recipe that trains a net: a learner, given to recipe.Fit", "one without", options.File ?? options.Name, "checks of batches, gradients and learning rates are for nets");
    }

    /// <summary>Runs the recipe as a run and sees it to its end, whatever that is.</summary>
    internal RecipeResult Train(RecipeOptions options, RecipeParts parts, RecipeTraining training)
    {
        var clock = Stopwatch.StartNew();
        return Execute(options, parts, training, (recipe, model) => RecipeScoring.Complete(recipe, model, training, clock));
    }

    /// <summary>Runs the recipe; an error or a cancellation ends its run with what is known.</summary>
    internal TResult Execute<TResult>(RecipeOptions options, RecipeParts parts, RecipeTraining training, Func<Recipe, RecipeModel, TResult> finish, bool endsRun = true)
    {
        var recipe = new Recipe(Project, parts, options, training);
        try
        {
            RecipeModel model = _body(recipe) ?? throw new RecipeException(
                ExitCode.Usage, "a model", "null", options.File ?? options.Name, "end the recipe with: return recipe.Model(learner);");
            return finish(recipe, model);
        }
        catch (OperationCanceledException) when (training.IsCanceled)
        {
            if (endsRun)
            {
                training.Run?.Stop(options.CancellationToken.IsCancellationRequested ? "canceled by its user" : training.StopReason);
            }

            throw;
        }
        catch (Exception error) when (training.Crash.Capture(error))
        {
            if (training.Run is { } run)
            {
                PostMortem.Write(run, training.Crash, options, parts, error);
                if (endsRun)
                {
                    run.Fail(error);
                }
            }

            throw;
        }
        finally
        {
            training.Crash.Close();
            if (endsRun)
            {
                training.Dispose();
            }
        }
    }
}
