namespace Hone.Method.Tests;

/// <summary>What the vault measures: every metric that a charter can name, from what a run says about the test items.</summary>
public sealed class VaultMetricTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_known_metric_is_one_of_the_vault_and_finds_its_name_again()
    {
        Assert.Equal(KnownMetrics.Names, VaultMetrics.Names);
        Assert.All(KnownMetrics.Names, name => Assert.Equal(name, VaultMetrics.NameOf(VaultMetrics.Named(name))));
        Assert.Equal(Enum.GetValues<VaultMetric>().Length, KnownMetrics.Names.Count);
        VaultException error = Assert.Throws<VaultException>(() => VaultMetrics.Named("profit"));
        Assert.Contains("'profit'", error.Got, StringComparison.Ordinal);
        Assert.Contains("rmsle", error.Expected, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    // Labels 0 0 0 1 1 (in the order of the test ids); probabilities of class 1 below.
    [Theory]
    [InlineData("accuracy", 0.8)]
    [InlineData("error_rate", 0.2)]
    [InlineData("auc", 5.0 / 6)]
    [InlineData("balanced_accuracy", (2.0 / 3 + 1) / 2)]
    [InlineData("f1", 0.8)]
    [InlineData("log_loss", 0.4297326)]
    [InlineData("cross_entropy", 0.4297326)]
    public void Classes_are_scored_from_probabilities(string metric, double expected)
    {
        float[] positive = [0.1f, 0.2f, 0.7f, 0.6f, 0.9f];
        VaultOpening two = Classes(metric, [.. positive.SelectMany(p => new[] { 1 - p, p })]);
        VaultOpening one = Classes(metric, positive);

        Assert.Equal(expected, two.Score, 5);
        Assert.Equal(expected, one.Score, 5);
        Assert.Equal(5, two.N);
        Assert.InRange(two.Score, two.Interval.Low, two.Interval.High);
    }

    // Labels 0 1 2 3 4; predictions 0 1 2 3 6.
    [Theory]
    [InlineData("mae", 0.4)]
    [InlineData("mse", 0.8)]
    [InlineData("rmse", 0.894427)]
    [InlineData("r2", 0.6)]
    [InlineData("rmsle", 0.1504750)]
    public void Values_are_scored_as_they_are(string metric, double expected)
    {
        VaultOpening opening = Values(metric, [0, 1, 2, 3, 4], [0, 1, 2, 3, 6]);

        Assert.Equal(expected, opening.Score, 1e-6);
        Assert.InRange(opening.Score, opening.Interval.Low, opening.Interval.High);
    }

    // Two coordinates an item: the first is right, the second off by 2 at the last item.
    [Theory]
    [InlineData("mae", 0.2)]
    [InlineData("mse", 0.4)]
    [InlineData("rmse", 0.632456)]
    [InlineData("r2", 0.8)]
    public void Points_are_scored_over_all_their_coordinates_and_resampled_by_item(string metric, double expected)
    {
        double[] labels = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
        float[] outputs = [0, 0, 1, 1, 2, 2, 3, 3, 4, 6];

        VaultOpening opening = Values(metric, labels, outputs);

        Assert.Equal(expected, opening.Score, 5);
        Assert.Equal(5, opening.N);
        Assert.InRange(opening.Score, opening.Interval.Low, opening.Interval.High);
    }

    [Fact]
    public void Labels_of_many_numbers_are_read_back_after_an_opening()
    {
        VaultProject vault = NewVault("mae");
        double[] labels = [.. Enumerable.Range(0, 5 * 136).Select(number => number / 7.0)];
        vault.Project.Vault.Seal(vault.Split, vault.TestIds, labels);
        vault.Project.Vault.Seal(vault.Split, vault.TestIds, labels);
        string run = vault.Run([.. labels.Select(label => (float)label)]);

        VaultOpening opening = vault.Evaluate(run);

        Assert.Equal(0, opening.Score, 4);
        Assert.Equal(labels[136..272], vault.Project.Vault.ReadLabels()[vault.TestIds[1]]);
        Assert.Equal("HONEVLT2", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(_folder["p/vault/labels.bin"]).AsSpan(0, 8)));
    }

    [Fact]
    public void A_wrong_number_of_outputs_is_refused_with_both_numbers()
    {
        VaultProject vault = NewVault("mae");
        vault.Project.Vault.Seal(vault.Split, vault.TestIds, new double[5 * 136]);

        VaultException error = Assert.Throws<VaultException>(() => vault.Evaluate(vault.Run(new float[5 * 68])));

        Assert.Contains("136 values for each test item", error.Expected, StringComparison.Ordinal);
        Assert.Equal("68", error.Got);
        Assert.Empty(vault.Project.Vault.Openings);
    }

    [Theory]
    [InlineData("auc", "two classes, as auc needs")]
    [InlineData("mae", "values, as mae needs")]
    [InlineData("dice", "a metric of classes or values")]
    public void A_metric_of_another_kind_of_labels_is_a_wrong_usage(string metric, string said)
    {
        VaultProject vault = NewVault(metric);
        vault.Project.Vault.SealNamed(vault.Split, vault.TestIds, [0, 1, 2, 0, 1], ["a", "b", "c"]);

        VaultException error = Assert.Throws<VaultException>(() => vault.Evaluate(vault.Run(new float[15])));

        Assert.Contains(said, error.Expected, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public void Values_are_no_classes_and_logarithms_need_values_from_zero_upwards()
    {
        VaultException classes = Assert.Throws<VaultException>(() => Values("accuracy", [0, 1, 2.5, 3, 4], [0, 1, 2, 3, 4]));
        VaultException negative = Assert.Throws<VaultException>(() => Values("rmsle", [0, 1, -2, 3, 4], [0, 1, 2, 3, 4], "q"));

        Assert.Contains("5 labels that are values", classes.Got, StringComparison.Ordinal);
        Assert.Contains("NaN", negative.Got, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_no_output_names_counts_as_wrong_and_its_item_is_not_named()
    {
        VaultProject vault = NewVault("accuracy");
        vault.Project.Vault.Seal(vault.Split, vault.TestIds, [0, 0, 1, 1, 7]);

        VaultOpening opening = vault.Evaluate(vault.Run([1, 0, 1, 0, 0, 1, 0, 1, 1, 0]));

        Assert.Equal(0.8, opening.Score, 9);
    }

    [Fact]
    public void No_error_about_predictions_names_a_label()
    {
        // Labels that no prediction and no message would hold by chance.
        VaultProject vault = NewVault("rmse");
        double[] labels = [71234.5, 81234.5, 91234.5, 61234.5, 51234.5];
        vault.Project.Vault.Seal(vault.Split, vault.TestIds, labels);
        float[][] wrong = [[1, 2, float.NaN, 4, 5], [1, 2, 3, 4, float.PositiveInfinity], new float[10]];
        foreach (float[] outputs in wrong)
        {
            string message = Assert.Throws<VaultException>(() => vault.Evaluate(vault.Run(outputs))).Message;
            Assert.DoesNotContain("1234", message, StringComparison.Ordinal);
        }

        VaultException infinite = Assert.Throws<VaultException>(() => vault.Evaluate(vault.Run(wrong[1])));
        Assert.Contains($"Infinity for id '{vault.TestIds[4]}'", infinite.Got, StringComparison.Ordinal);
        Assert.Contains("prediction 4 of 5", infinite.Where, StringComparison.Ordinal);
        Assert.Empty(vault.Project.Vault.Openings);
    }

    private VaultOpening Classes(string metric, float[] outputs)
    {
        VaultProject vault = NewVault(metric, outputs.Length == 5 ? "one" : "two");
        vault.Project.Vault.Seal(vault.Split, vault.TestIds, [0, 0, 0, 1, 1]);
        return vault.Evaluate(vault.Run(outputs));
    }

    private VaultOpening Values(string metric, double[] labels, float[] outputs, string name = "p")
    {
        VaultProject vault = NewVault(metric, name);
        vault.Project.Vault.Seal(vault.Split, vault.TestIds, labels);
        return vault.Evaluate(vault.Run(outputs));
    }

    private VaultProject NewVault(string metric, string name = "p") => new(_folder[name], metric);
}
