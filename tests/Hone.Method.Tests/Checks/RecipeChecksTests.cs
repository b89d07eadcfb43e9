using System.Text.Json;
using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;
using Hone.Testing;

namespace Hone.Method.Tests.Checks;

/// <summary>The checks as the program of a recipe does them, on a real project with a frozen split.</summary>
public sealed class RecipeChecksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Project _project;

    public RecipeChecksTests()
    {
        var random = new Random(5);
        string[] rows = [.. Enumerable.Range(0, 240).Select(row =>
        {
            double[] x = [.. Enumerable.Range(0, 3).Select(_ => Math.Round((2 * random.NextDouble()) - 1, 4))];
            return FormattableString.Invariant($"r{row},{x[0]},{x[1]},{x[2]},{(x[0] + (0.5 * x[1]) > 0 ? "yes" : "no")}");
        })];
        string file = _folder["rows.csv"];
        File.WriteAllText(file, "id,a,b,c,label\n" + string.Join('\n', rows) + "\n");
        _project = Samples.NewProject(_folder["p"]);
        _project.Data.Add(file);
        Split split = SplitMaker.Make(_project, "v1", new SplitRequest { Strategy = SplitStrategy.Stratified, KnowsRandom = true }, TestContext.Current.CancellationToken);
        _project.Splits.Freeze(split, "v1", _project.Data.Manifest.Hash);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_recipe_passes_every_check_and_no_run_is_written()
    {
        Assert.Equal(ExitCode.Pass, Run("--action check-batch --with deep=true").Code);
        Assert.Equal(ExitCode.Pass, Run("--action check-overfit").Code);
        Assert.Equal(ExitCode.Pass, Run("--action check-inputs --epochs 20").Code);
        Assert.Empty(_project.Runs.List());
    }

    [Fact]
    public void The_learning_rate_that_is_judged_is_the_parameter_of_the_recipe_or_the_one_that_is_typed()
    {
        Assert.Contains("learning rate 1.0e-2", Run("--action check-lr").Out);
        (ExitCode code, string text, _) = Run("--action check-lr --with rate=1000");

        Assert.Equal(ExitCode.Findings, code);
        Assert.Contains("the learning rate 1.0e+3 is too high", text);
        string low = Run("--action check-lr --set lr=1e-9").Out;
        Assert.True(low.Contains("too low", StringComparison.Ordinal), low);
    }

    [Fact]
    public void Capacity_doubles_the_parameter_that_is_named_and_an_unknown_one_is_refused_with_the_known()
    {
        (ExitCode code, string text, _) = Run("--action check-capacity --with width=hidden --set hidden=3 --epochs 20");
        (ExitCode refused, _, string error) = Run("--action check-capacity --with width=depth");

        Assert.True(code == ExitCode.Pass, text);
        Assert.Contains("at twice the width", text);
        Assert.Equal(ExitCode.Usage, refused);
        Assert.Contains("one of hidden", error);
        Assert.Contains("'depth'", error);
    }

    [Fact]
    public void The_inputs_are_written_as_a_picture_into_the_reports()
    {
        (_, string text, _) = Run("--action check-batch --with show=true");

        Assert.Contains("cannot be turned back into a picture", text);
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(_project.Directory, "reports", "inputs-recipe.svg")).TrimStart());
    }

    [Fact]
    public void Json_has_counts_and_one_result_for_each_check()
    {
        JsonElement json = JsonDocument.Parse(Run("--action check-batch --json --with deep=true").Out).RootElement;

        Assert.Equal(("batch", 0), (json.GetProperty("suite").GetString(), json.GetProperty("exitCode").GetInt32()));
        Assert.Equal(11, json.GetProperty("checks").GetArrayLength());
        Assert.Equal("pass", json.GetProperty("checks")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public void A_finding_is_printed_with_its_evidence_and_what_to_try()
    {
        (ExitCode code, string text, _) = Run("--action check-batch", recipe => Body(recipe, net => new Rewired(net, (inner, x) => inner.Forward(x).Softmax(1))));

        Assert.Equal(ExitCode.Findings, code);
        Assert.Contains("error    model/softmax-twice: the model ends with softmax", text);
        Assert.Contains("try: remove the last softmax", text);
        Assert.Contains("8 checks: 7 passed, 0 not checked; findings: 1 error, 0 warn, 0 info", text);
    }

    [Fact]
    public void Options_that_a_check_does_not_have_are_refused()
    {
        (ExitCode code, _, string error) = Run("--action check-overfit --with deep=true");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("this check has no options", error);
        Assert.Contains("'deep'", error);
    }

    [Fact]
    public void A_recipe_of_trees_is_not_checked()
    {
        (ExitCode code, _, string error) = Run("--action check-batch", recipe => recipe.Predicts(positions => new float[positions.Count]));

        Assert.Equal(ExitCode.NotChecked, code);
        Assert.Contains("a recipe that trains a net", error);
    }

    [Fact]
    public void Shuffled_labels_leave_a_sound_recipe_at_the_constant_answer_and_no_run_is_written()
    {
        (ExitCode code, string text, _) = Run("--action check-leak --with shuffle-labels=true --epochs 5");

        Assert.True(code == ExitCode.Pass, text);
        Assert.Contains("pass     leak/shuffled-labels: after training on shuffled labels accuracy 0.", text);
        Assert.Contains("1 checks: 1 passed", text);
        Assert.Empty(_project.Runs.List());
    }

    [Fact]
    public void A_recipe_that_reads_its_labels_elsewhere_still_scores_on_shuffled_ones_and_that_is_an_error()
    {
        Frame own = _project.Data.Load(TestContext.Current.CancellationToken).Columns;

        (ExitCode code, string text, _) = Run("--action check-leak --with shuffle-labels=true --epochs 5", recipe => Body(recipe, labels: own));

        Assert.Equal(ExitCode.Findings, code);
        Assert.Contains("leak between train and valid or in features: a model that was taught shuffled labels still answers rightly: accuracy 0.", text);
        Assert.Contains("in 3 trainings, each with other labels", text);
        Assert.Contains("try: look for validation items among the training items", text);
    }

    [Fact]
    public void A_recipe_of_trees_is_asked_on_shuffled_labels_too()
    {
        Frame own = _project.Data.Load(TestContext.Current.CancellationToken).Columns;

        CheckReport sound = Method.Checks.ShuffledLabels(new RecipeSession(_project, Forest), null, TestContext.Current.CancellationToken);
        CheckReport leaky = Method.Checks.ShuffledLabels(
            new RecipeSession(_project, recipe => recipe.Predicts(positions => [.. positions.Select(position => own["label"].TextAt(position) == "yes" ? 1f : 0f)])), null, TestContext.Current.CancellationToken);

        Assert.Equal(CheckOutcome.Pass, Assert.Single(sound.Results).Outcome);
        Assert.Contains("accuracy 1.0000", Assert.Single(leaky.Findings).What);
        Assert.Throws<FindingsException>(leaky.ThrowIfErrors);
    }

    [Fact]
    public void A_recipe_is_asked_about_leaks_by_its_shuffled_labels_alone()
    {
        (ExitCode code, _, string error) = Run("--action check-leak");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("--shuffle-labels after a recipe", error);
    }

    [Fact]
    public void A_run_records_which_items_its_statistics_saw_and_the_leak_checks_of_the_project_pass()
    {
        RecipeResult result = new RecipeSession(_project, Forest).Train();

        FittedStatistic statistic = Assert.Single(_project.Runs.Find(result.RunId).Record!.Fitted);
        CheckResult check = Statistics();
        Split split = _project.Splits.Open("v1").Split;
        Assert.Equal(("the preparation of the table", split.TrainIndices.Count, 0), (statistic.Statistic, statistic.Rows, statistic.Outside));
        Assert.Equal(RecipeStatistics.HashOf(split.TrainIndices.Select(index => split.Ids[index])), statistic.Hash);
        Assert.True(check.Outcome == CheckOutcome.Pass, check.Message);
    }

    [Fact]
    public void A_net_over_loaders_records_its_items_and_a_subset_stays_inside_the_training_part()
    {
        RecipeResult result = new RecipeSession(_project, recipe => Body(recipe), new RecipeOptions { Epochs = 1, Subset = 0.5 }).Train();

        FittedStatistic statistic = Assert.Single(_project.Runs.Find(result.RunId).Record!.Fitted);
        Assert.Equal(("the weights of the net", 0), (statistic.Statistic, statistic.Outside));
        Assert.InRange(statistic.Rows, 80, 100);
        Assert.Equal(CheckOutcome.Pass, Statistics().Outcome);
    }

    [Fact]
    public void A_table_that_is_prepared_on_all_rows_is_warned_of_and_an_error_of_the_leak_checks()
    {
        RecipeResult result = new RecipeSession(_project, recipe => Forest(recipe, new IndexSplitter([.. recipe.Train.Skip(1), .. recipe.Valid], [recipe.Train[0]]))).Train();

        Finding finding = Assert.Single(Statistics().Findings);
        int valid = _project.Splits.Open("v1").Split.ValidIndices.Count;
        Assert.Contains($"was fitted on {valid} items outside the training part, of {valid + _project.Splits.Open("v1").Split.TrainIndices.Count - 1} that it saw", finding.What);
        Assert.Contains(result.RunId, finding.What);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains(result.Warnings, warning => warning.Contains($"learned from {valid} items outside the training part", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_run_that_says_so_the_statistics_are_not_checked()
    {
        CheckResult check = Statistics();

        Assert.Equal(CheckOutcome.NotChecked, check.Outcome);
        Assert.Contains("no completed run of split 'v1'", check.Message);
    }

    private CheckResult Statistics() =>
        Method.Checks.Leak(CheckSource.Open(_project.Directory, null, TestContext.Current.CancellationToken)).Results.Single(result => result.Id == "leak/fitted-rows");

    private static RecipeModel Forest(Recipe recipe) => Forest(recipe, recipe.Splitter);

    private static RecipeModel Forest(Recipe recipe, Hone.Learn.Splitter splitter)
    {
        var data = new TabularData(recipe.Items.Columns.Without("id"), new TabularOptions { YNames = ["label"], Splitter = splitter });
        int[] classes = [.. data.Targets(data.Split.Train).Select(value => (int)value)];
        TreeModel forest = recipe.FitTrees(fit => RandomForestClassifier.Fit(data.ToMatrix(data.Split.Train).ToTreeData(), classes, new() { Trees = 20 }, fit));
        return recipe.Model(TablePredictor.Of(data, new TreeMember(forest)));
    }

    private static RecipeModel Body(Recipe recipe, Func<Module, Module>? change = null, Frame? labels = null)
    {
        int hidden = recipe.Param("hidden", 24);
        double lr = recipe.Param("lr", 1e-2);
        Frame rows = recipe.Items.Columns;
        Frame labeled = labels ?? rows;
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(row => (float[])[.. ((string[])["a", "b", "c"]).Select(name => (float)((NumberColumn)rows[name])[row])]),
            Target = new CategoryBlock<int>(row => labeled[recipe.Target].TextAt(row)!, recipe.ClassNames),
        };
        DataLoaders data = recipe.Loaders(block, new DataLoaderOptions { BatchSize = 32, Workers = 0 });
        Module net = new Sequential(new Linear(3, hidden), new ReLU(), new Linear(hidden, 2)).Initialize(recipe.Seed);
        var learner = new Learner(data, change?.Invoke(net) ?? net, new LearnerOptions { LearningRate = 1e-2 });
        recipe.Fit(learner, fit => learner.FitOneCycle(recipe.Epochs(5), lr, fit));
        return recipe.Model(learner);
    }

    private (ExitCode Code, string Out, string Error) Run(string words, Func<Recipe, RecipeModel>? body = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        RecipeCommandLine line = RecipeCommandLine.Parse([.. words.Split(' '), "--dir", _project.Directory]);
        ExitCode code = ProjectRecipe.Run(line, body ?? (recipe => Body(recipe)), null, new RecipeConsole(output, error, isLive: false), TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
