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

    /// <summary>Trains as a run: hypothesis, record, metrics, predictions, score with its interval, gain, verdict, exported model.</summary>
    /// <returns>What came of it.</returns>
    /// <exception cref="RecipeException">A parameter is unknown or malformed, or the predictions are not those of the validation items.</exception>
    /// <exception cref="SplitException">There is no frozen split.</exception>
    /// <exception cref="SplitChangedException">The data are not those that were split.</exception>
    /// <exception cref="HypothesisException">The expectation cannot be checked; nothing was written.</exception>
    /// <exception cref="DiskGuardException">There is too little room; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">It was canceled: the run is marked as stopped and keeps its checkpoint, metrics and log.</exception>
    public RecipeResult Train() => Train(Options, Parts, new RecipeTraining(Project, Options));

    /// <summary>Makes the learner of the recipe, untrained, with the loaders of this split and subset: what checks of batches, losses, gradients and learning rates start from. Nothing is written.</summary>
    /// <returns>A new learner with every call.</returns>
    /// <exception cref="RecipeException">The recipe fits no net: exit code 4.</exception>
    public Learner CreateLearner() => CreateLearner(Options, Parts);

    internal Learner CreateLearner(RecipeOptions options, RecipeParts parts)
    {
        var recipe = new Recipe(Project, parts, options, null);
        try
        {
            _body(recipe);
        }
        catch (LearnerReadyException)
        {
            return recipe.Learner!;
        }

        return recipe.Learner ?? throw new RecipeException(
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
        catch (OperationCanceledException) when (options.CancellationToken.IsCancellationRequested)
        {
            if (endsRun)
            {
                training.Run?.Stop("canceled by its user");
            }

            throw;
        }
        catch (Exception error)
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
            if (endsRun)
            {
                training.Dispose();
            }
        }
    }
}
