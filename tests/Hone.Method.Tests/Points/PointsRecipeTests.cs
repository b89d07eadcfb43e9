using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method.Tests.Points;

/// <summary>Recipes that predict several numbers an item.</summary>
public sealed class PointsRecipeTests : IDisposable
{
    private const int Side = 24;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_net_answers_in_the_units_of_the_columns_and_is_judged_beside_the_ladder()
    {
        Project project = SmallFaces.Project(_folder);
        FrozenSplit split = SmallFaces.Freeze(project);
        Ladder.Run(project, split, LadderLoader.Load(project, split, cancellationToken: TestContext.Current.CancellationToken), cancellationToken: TestContext.Current.CancellationToken);

        RecipeResult result = new RecipeSession(project, recipe => Net(recipe, (_, said) => [.. said.Select(share => (share + 1) / 2 * Side)])).Train();

        StoredRun run = project.Runs.Find(result.RunId);
        RunPredictions valid = run.ReadValidPredictions();
        ProjectDataset data = project.Data.Load(TestContext.Current.CancellationToken);
        Assert.Equal((4, 18), (valid.TargetCount, valid.Ids.Count));
        Assert.Equal(data.TruthOf(data.Ids.ToList().IndexOf(valid.Ids[3])), Enumerable.Range(0, 4).Select(target => valid.TargetOf(3, target)));
        Assert.Equal(result.Score!.Value, ScoreMetric.Named("mae").Score(valid), 1e-12);

        // Untrained answers near share 0 are the middle of the picture: pixels, not shares.
        Assert.InRange(valid.Outputs.ToArray().Average(), 6, 18);
        Assert.Equal(("gray pixels", 18), (result.BestRung, UnlabelledPredictions.Of(run).Ids.Count));
        Assert.NotNull(result.Gain);
        Assert.True(File.Exists(result.ModelFile));
    }

    [Fact]
    public void Answers_of_another_length_are_refused_with_both_lengths()
    {
        Project project = SmallFaces.Project(_folder);
        SmallFaces.Freeze(project);

        RecipeException error = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => Net(recipe, (_, said) => said[..3])).Train());

        Assert.Contains("4 numbers for each item", error.Expected, StringComparison.Ordinal);
        Assert.Contains("3 for position", error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_gives_all_numbers_of_each_item()
    {
        Project project = SmallFaces.Project(_folder);
        SmallFaces.Freeze(project);

        RecipeResult perfect = new RecipeSession(project, recipe => recipe.Predicts(positions =>
            [.. positions.SelectMany(position => recipe.Items.NumbersOf(position).Select(value => float.IsNaN(value) ? 0 : value))])).Train();
        RecipeException error = Assert.Throws<RecipeException>(() => new RecipeSession(project, recipe => recipe.Predicts(positions => new float[positions.Count])).Train());

        Assert.Equal(0, perfect.Score!.Value, 1e-5);
        Assert.Contains("4 outputs for each of 18 items", error.Expected, StringComparison.Ordinal);
        Assert.Contains("return 4 numbers", error.Try, StringComparison.Ordinal);
    }

    [Fact]
    public void The_labels_of_test_items_are_out_of_the_reach_of_a_recipe()
    {
        Project project = SmallFaces.Project(_folder);
        SmallFaces.Freeze(project);
        var hidden = new List<bool>();

        new RecipeSession(project, recipe =>
        {
            hidden.AddRange(recipe.Test.SelectMany(position => recipe.Items.NumbersOf(position)).Select(float.IsNaN));
            return recipe.Predicts(positions => new float[4 * positions.Count]);
        }).Train();

        Assert.Equal(72, hidden.Count);
        Assert.All(hidden, Assert.True);
    }

    private static RecipeModel Net(Recipe recipe, Func<int, float[], float[]> toUnits)
    {
        DataLoaders data = recipe.Loaders(
            new DataBlock<int>
            {
                Input = new ImageBlock<int>(item => ImageFile.Read(recipe.Items.Paths![item]).Image),
                Target = new PointBlock<int>(item => new PointsPart(recipe.Items.NumbersOf(item), Side, Side)),
            },
            new() { BatchSize = 12 });
        var net = new Sequential(new Flatten(), new Linear(3 * Side * Side, 4));
        var learner = new Learner(data, net.Initialize(recipe.Seed), new());
        recipe.Fit(learner, fit => learner.FitOneCycle(1, 1e-4, fit));
        return recipe.Model(learner, toUnits: toUnits);
    }
}
