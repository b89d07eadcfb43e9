using System.Globalization;
using System.Text;

namespace Hone.Method.Tests;

/// <summary>Evaluating a run: once, within the budget, on the sealed split, under the numbering of the run.</summary>
public sealed class VaultEvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_has_score_interval_number_split_and_the_gap_to_its_validation_score()
    {
        VaultProject vault = NewVault();

        VaultOpening opening = vault.Evaluate(vault.Run([1, 2, 3, 4, 7], validScore: 0.1));

        Assert.Equal(0.4, opening.Score, 6);
        Assert.Equal((5, 1, false, false), (opening.N, opening.OpeningNumber, opening.Repeated, opening.IsOverBudget));
        Assert.Equal(new RunSplit("v1", vault.Split.Fingerprint), opening.Split);
        Assert.Equal(0.1, opening.ValidScore);
        Assert.Equal(0.3, opening.Gap!.Value, 6);
        Assert.False(opening.IsOptimistic);
        Assert.Equal(opening, Project.Open(_folder["p"]).Vault.Openings.Single());
    }

    [Fact]
    public void A_validation_score_beyond_the_test_interval_is_called_optimistic_in_both_directions()
    {
        VaultProject errors = NewVault();
        VaultProject shares = new(_folder["q"], "accuracy");
        shares.Project.Vault.Seal(shares.Split, shares.TestIds, [0, 0, 1, 1, 1]);

        Assert.True(errors.Evaluate(errors.Run([3, 4, 5, 6, 7], validScore: 0.5)).IsOptimistic);
        Assert.False(errors.Evaluate(errors.Run([3, 4, 5, 6, 7], validScore: 3)).IsOptimistic);
        Assert.True(shares.Evaluate(shares.Run([1, 1, 0, 0, 0], validScore: 0.99)).IsOptimistic);
    }

    [Fact]
    public void The_second_time_gives_the_stored_result_even_when_the_predictions_are_gone()
    {
        VaultProject vault = NewVault();
        string run = vault.Run([1, 2, 3, 4, 7]);
        vault.Evaluate(run);
        File.Delete(Path.Combine(vault.Project.Runs.Find(run).Directory, "preds", "test.csv"));

        VaultOpening again = vault.Project.Vault.Evaluate(vault.Project.Runs.Find(run), "once more");

        Assert.Equal((0.4, "final", true, 1), (Math.Round(again.Score, 6), again.Reason, again.Repeated, again.OpeningNumber));
        Assert.Single(vault.Project.Vault.Openings);
    }

    [Fact]
    public void Beyond_the_budget_is_refused_and_an_override_is_marked_in_the_ledger()
    {
        VaultProject vault = NewVault(budget: 1);
        string first = vault.Run([1, 2, 3, 4, 7]);
        string second = vault.Run([1, 2, 3, 4, 5]);
        vault.Evaluate(first);

        VaultBudgetException error = Assert.Throws<VaultBudgetException>(() => vault.Evaluate(second));
        VaultOpening over = vault.Evaluate(second, new VaultOptions { OverBudget = true });

        Assert.Contains($"opening 2, for run {second}; evaluated before: {first}", error.Got, StringComparison.Ordinal);
        Assert.Contains("--over-budget", error.Try, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Equal((2, true), (over.OpeningNumber, over.IsOverBudget));
        Assert.False(vault.Project.Vault.Openings[0].IsOverBudget);
        Assert.Contains("\"overBudget\":true", File.ReadAllText(_folder["p/vault/ledger.jsonl"]), StringComparison.Ordinal);
        Assert.Null(vault.Project.Vault.Verify());
    }

    [Fact]
    public void A_run_without_test_predictions_is_told_which_command_makes_them()
    {
        VaultProject vault = NewVault();

        VaultException plain = Assert.Throws<VaultException>(() => vault.Evaluate(vault.Run(null)));
        VaultException ensemble = Assert.Throws<VaultException>(() => vault.Evaluate(vault.Run(null, tags: [Ensemble.Tag])));
        VaultException rung = Assert.Throws<VaultException>(() => vault.Evaluate(vault.Run(null, tags: [BaselineLadder.Tag])));

        Assert.Contains("preds/test.csv", plain.Got, StringComparison.Ordinal);
        Assert.Contains("hone train RECIPE.cs", plain.Try, StringComparison.Ordinal);
        Assert.Contains("hone ensemble", ensemble.Try, StringComparison.Ordinal);
        Assert.Contains("validation part only", rung.Try, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, plain.ExitCode);
        Assert.Empty(vault.Project.Vault.Openings);
    }

    [Fact]
    public void A_run_of_another_split_or_one_that_did_not_complete_is_refused()
    {
        VaultProject vault = NewVault();

        VaultException split = Assert.Throws<VaultException>(() => vault.Evaluate(vault.Run([1, 2, 3, 4, 5], fingerprint: "0123456789abcdef")));
        VaultException stopped = Assert.Throws<VaultException>(() => vault.Evaluate(vault.Run([1, 2, 3, 4, 5], completes: false)));

        Assert.Contains("'v1' (0123456789ab)", split.Got, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, split.ExitCode);
        Assert.Contains("status stopped", stopped.Got, StringComparison.Ordinal);
        Assert.Empty(vault.Project.Vault.Openings);
    }

    [Fact]
    public void A_split_that_was_edited_after_sealing_keeps_the_vault_closed()
    {
        VaultProject vault = NewVault();
        string run = vault.Run([1, 2, 3, 4, 5]);
        string path = _folder["p/splits/v1/split.csv"];
        string text = File.ReadAllText(path);
        int at = text.IndexOf(",test", StringComparison.Ordinal);
        File.SetAttributes(path, FileAttributes.Normal);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), ",train", text.AsSpan(at + 5)));

        SplitChangedException error = Assert.Throws<SplitChangedException>(() => vault.Evaluate(run));

        Assert.Contains(vault.Split.Fingerprint[..12], error.Message, StringComparison.Ordinal);
        Assert.Empty(vault.Project.Vault.Openings);
    }

    [Fact]
    public void Labels_of_another_seal_are_refused_with_both_hashes()
    {
        VaultProject vault = NewVault();
        string run = vault.Run([1, 2, 3, 4, 5]);
        VaultLabels other = VaultLabels.Of(vault.TestIds, [9, 9, 9, 9, 9]);
        string sealedHash = VaultLabels.Read(_folder["p/vault/labels.bin"]).Hash;
        other.Write(_folder["p/vault/labels.bin"]);

        VaultException error = Assert.Throws<VaultException>(() => vault.Evaluate(run));

        Assert.Contains(sealedHash[..12], error.Expected, StringComparison.Ordinal);
        Assert.Contains(other.Hash[..12], error.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_predictions_of_other_items_are_named_and_cost_no_opening()
    {
        VaultProject vault = NewVault();
        string id = vault.Run(null);
        string directory = vault.Project.Runs.Find(id).Directory;
        Directory.CreateDirectory(Path.Combine(directory, "preds"));
        File.WriteAllText(Path.Combine(directory, "preds", "test.csv"), $"id,p0\nstranger,1\n{string.Concat(vault.TestIds.Skip(1).Select(test => $"{test},1\n"))}");

        VaultException error = Assert.Throws<VaultException>(() => vault.Evaluate(id));

        Assert.Contains("5 predictions for 5 ids, 4 of them test items; others, such as 'stranger'", error.Got, StringComparison.Ordinal);
        Assert.Empty(vault.Project.Vault.Openings);
    }

    [Fact]
    public void An_ensemble_is_evaluated_by_what_it_says_about_the_test_items()
    {
        VaultProject vault = NewVault();
        string[] members = [vault.Run([0, 1, 2, 3, 6]), vault.Run([2, 3, 4, 5, 6])];
        foreach (string member in members)
        {
            string path = Path.Combine(vault.Project.Runs.Find(member).Directory, "preds", "valid.csv");
            File.WriteAllText(path, "id,y,p0\na,1,1.5\nb,2,2\nc,3,3\n");
        }

        EnsembleMembers loaded = EnsembleMembers.Load(vault.Project, members);
        BlendResult blend = Ensemble.Blend(loaded, ScoreMetric.Named("mae"), new BlendOptions { Method = BlendMethod.Mean });
        string id = Ensemble.Save(vault.Project, loaded, blend);

        VaultOpening opening = vault.Evaluate(id);

        Assert.Equal(0.2, opening.Score, 6);
        Assert.Equal(blend.Score, opening.ValidScore!.Value, 6);
    }

    [Fact]
    public void Ratings_are_sealed_and_scored_as_values_and_a_class_to_ignore_is_a_wrong_usage_there()
    {
        Project project = Method.Project.Create(_folder["r"], new Charter { Question = "?", Target = "stars", Metric = "rmse" }, new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7 });
        File.WriteAllText(_folder["ratings.csv"], "user,item,stars\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"u{row % 7},i{row % 11},{1 + (row % 5)}\n")));
        project.Data.Add(_folder["ratings.csv"], new DataSource { Kind = DataKind.Ratings });
        SplitMaker.Make(project, "v1", new() { Strategy = SplitStrategy.Random, KnowsRandom = true, Options = new() { Fractions = new() { Valid = 0.2, Test = 0.2 }, Seed = 1 } });
        FrozenSplit split = project.Splits.Freeze("v1", project.Data.Manifest.Hash);
        Assert.Equal(12, project.Data.SealTest(split));
        string[] ids = Samples.TestIds(split.Split);
        using RunWriter run = project.Runs.Create(new RunPlan { Name = "biases", Split = new RunSplit("v1", split.Fingerprint) });
        new UnlabelledPredictions(ids, [.. ids.Select(id => 1.5f + (int.Parse(id, CultureInfo.InvariantCulture) % 5))]).Save(run);
        run.Complete(new Dictionary<string, MetricSummary>());
        StoredRun stored = project.Runs.Find(run.Id);

        VaultException ignored = Assert.Throws<VaultException>(() => project.Vault.Evaluate(stored, "final", new VaultOptions { IgnoredClass = 3 }));
        VaultOpening opening = project.Vault.Evaluate(stored, "final");

        Assert.Contains("class 3", ignored.Got, StringComparison.Ordinal);
        Assert.Equal((0.5, 12), (opening.Score, opening.N));
        Assert.Null(opening.Gap);
    }

    [Fact]
    public void Classes_that_are_numbers_are_scored_under_the_numbering_of_the_run()
    {
        // By name '10' stands before '9'; by value after it. The labels are sealed by name.
        foreach (bool byValue in new[] { true, false })
        {
            Project project = NumberedClasses(byValue ? "value" : "name", out string[] testIds, out Dictionary<string, string> truth, out FrozenSplit split);
            string[] names = byValue ? ["9", "10", "11"] : ["10", "11", "9"];
            string run = Predict(project, split, names, names, truth, testIds);

            Assert.Equal(1.0, project.Vault.Evaluate(project.Runs.Find(run), "final").Score);
        }
    }

    [Fact]
    public void A_numbering_that_the_validation_predictions_contradict_is_refused_by_an_item_of_the_validation_part()
    {
        Project project = NumberedClasses("p", out string[] testIds, out Dictionary<string, string> truth, out FrozenSplit split);
        string run = Predict(project, split, ["11", "10", "9"], ["11", "10", "9"], truth, testIds);

        VaultException error = Assert.Throws<VaultException>(() => project.Vault.Evaluate(project.Runs.Find(run), "final"));

        Assert.Contains("3 classes 10, 11, 9", error.Expected, StringComparison.Ordinal);
        string item = split.Split.Ids[split.Split.ValidIndices[0]];
        Assert.Contains($"validation item '{item}', which is '{truth[item]}'", error.Got, StringComparison.Ordinal);
        Assert.Empty(project.Vault.Openings);
    }

    private static string Predict(Project project, FrozenSplit split, string[] validNames, string[] testNames, Dictionary<string, string> truth, string[] testIds)
    {
        string[] validIds = [.. split.Split.ValidIndices.Select(index => split.Split.Ids[index])];
        using RunWriter run = project.Runs.Create(new RunPlan { Name = "net", Split = new RunSplit("v1", split.Fingerprint) });
        run.SaveValidPredictions(new RunPredictions(
            validIds, [.. validIds.Select(id => (double)Array.IndexOf(validNames, truth[id]))], OneHot(validIds, validNames, truth)));
        new UnlabelledPredictions(testIds, OneHot(testIds, testNames, truth)).Save(run);
        run.Complete(Samples.Accuracy(1));
        return run.Id;
    }

    private static float[] OneHot(string[] ids, string[] names, Dictionary<string, string> truth) =>
        [.. ids.SelectMany(id => names.Select(name => name == truth[id] ? 1f : 0f))];

    private Project NumberedClasses(string name, out string[] testIds, out Dictionary<string, string> truth, out FrozenSplit split)
    {
        Project project = Method.Project.Create(_folder[name], new Charter { Question = "?", Target = "y", Metric = "accuracy" }, new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7 });
        var csv = new StringBuilder("id,y\n");
        truth = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int row = 0; row < 60; row++)
        {
            truth[$"r{row}"] = (9 + (row % 3)).ToString(CultureInfo.InvariantCulture);
            csv.Append(CultureInfo.InvariantCulture, $"r{row},{9 + (row % 3)}\n");
        }

        string path = _folder[$"{name}.csv"];
        File.WriteAllText(path, csv.ToString());
        project.Data.Add(path);
        SplitMaker.Plan(project, new() { PredictsFuture = false, SharesEntity = false });
        SplitMaker.Make(project, "v1", new() { Strategy = SplitStrategy.Random, Options = new() { Fractions = new() { Valid = 0.2, Test = 0.2 }, Seed = 1 } });
        split = project.Splits.Freeze("v1", project.Data.Manifest.Hash);
        project.Data.SealTest(split);
        testIds = Samples.TestIds(split.Split);
        return project;
    }

    private VaultProject NewVault(int budget = 3)
    {
        var vault = new VaultProject(_folder["p"], "mae", budget);
        vault.Project.Vault.Seal(vault.Split, vault.TestIds, [1, 2, 3, 4, 5]);
        return vault;
    }
}
