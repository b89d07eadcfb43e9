using Hone.Learn.Data;

namespace Hone.Method.Tests;

/// <summary>Masks in the vault: sealed apart, scored pixel by pixel, gone from the data.</summary>
public sealed class VaultMaskTests : IDisposable
{
    private const int Images = 40;
    private const int Side = 8;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sealed_masks_are_gone_from_the_data_and_lie_compactly_in_a_file_of_their_own()
    {
        (Project project, FrozenSplit split) = Sealed("iou");

        ProjectDataset data = project.Data.Load();

        HashSet<string> test = [.. Samples.TestIds(split.Split)];
        Assert.All(data.Ids.Zip(data.MaskPaths!), pair => Assert.Equal(test.Contains(pair.First), pair.Second is null));
        Assert.False(File.Exists(_folder["p/vault/labels.bin"]));
        Assert.InRange(new FileInfo(_folder["p/vault/masks.bin"]).Length, 1, test.Count * Side * Side);
        Assert.Contains("vault/masks.bin", File.ReadAllText(_folder["p/.gitignore"]), StringComparison.Ordinal);
        Assert.Equal(test.Count, project.Data.SealTest(split));
    }

    // Half of each mask is class 1. Predicting class 1 in three quarters: 48 of 64 pixels are right, class 0 has 16 / 32, class 1 32 / 48.
    [Theory]
    [InlineData("accuracy", 0.75)]
    [InlineData("iou", ((16.0 / 32) + (32.0 / 48)) / 2)]
    [InlineData("dice", ((2 * 16.0 / (32 + 16)) + (2 * 32.0 / (32 + 48))) / 2)]
    public void Predicted_masks_are_scored_image_by_image(string metric, double expected)
    {
        (Project project, FrozenSplit split) = Sealed(metric);
        string run = Predict(project, split, (_, row, _) => (byte)(row >= Side / 4 ? 1 : 0));

        VaultOpening opening = project.Vault.Evaluate(project.Runs.Find(run), "final");

        Assert.Equal(expected, opening.Score, 6);
        Assert.Equal(split.Split.TestIndices.Count, opening.N);
    }

    [Fact]
    public void A_class_that_is_not_judged_is_left_out_and_stands_in_the_ledger()
    {
        (Project project, FrozenSplit split) = Sealed("accuracy");
        string run = Predict(project, split, (_, row, _) => (byte)(row >= Side / 4 ? 1 : 0));

        VaultOpening opening = project.Vault.Evaluate(project.Runs.Find(run), "final", new VaultOptions { IgnoredClass = 0 });

        Assert.Equal((1.0, 0), (opening.Score, opening.IgnoredClass));
        Assert.Contains("\"ignoredClass\":0", File.ReadAllText(_folder["p/vault/ledger.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_can_be_read_after_an_opening_and_not_before()
    {
        (Project project, FrozenSplit split) = Sealed("dice");
        VaultSealedException error = Assert.Throws<VaultSealedException>(() => project.Vault.ReadMasks());
        project.Vault.Evaluate(project.Runs.Find(Predict(project, split, TruthOf)), "final");

        ImageData mask = project.Vault.ReadMasks()[Samples.TestIds(split.Split)[0]];

        Assert.Contains($"{split.Split.TestIndices.Count} test labels", error.Got, StringComparison.Ordinal);
        Assert.Equal((Side, Side, 1), (mask.Width, mask.Height, mask.Channels));
        Assert.Equal(Side * Side / 2, mask.Pixels.Count(code => code == 1));
        Assert.Throws<VaultException>(() => project.Vault.ReadLabels());
        Assert.Equal(1.0, project.Vault.Openings.Single().Score);
    }

    [Fact]
    public void Masks_of_another_size_of_other_items_or_of_a_damaged_file_are_refused()
    {
        (Project project, FrozenSplit split) = Sealed("iou");
        string[] ids = Samples.TestIds(split.Split);
        string small = Save(project, split, new MaskPredictions(ids, _ => Mask(4, 4, (_, _) => 0)));
        string fewer = Save(project, split, new MaskPredictions(ids[1..], _ => Mask(Side, Side, (_, _) => 0)));
        string damaged = Predict(project, split, TruthOf);
        string path = Path.Combine(project.Runs.Find(damaged).Directory, "preds", "test-masks.bin");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^3] ^= 0xff;
        File.WriteAllBytes(path, bytes);

        VaultException size = Assert.Throws<VaultException>(() => Evaluate(project, small));
        VaultException items = Assert.Throws<VaultException>(() => Evaluate(project, fewer));
        StorageException broken = Assert.Throws<StorageException>(() => Evaluate(project, damaged));
        VaultException none = Assert.Throws<VaultException>(() => Evaluate(project, Save(project, split, null)));

        Assert.Contains("8x8 for", size.Expected, StringComparison.Ordinal);
        Assert.Contains("4x4", size.Got, StringComparison.Ordinal);
        Assert.Contains($"{ids.Length - 1} predictions for {ids.Length - 1} ids", items.Got, StringComparison.Ordinal);
        Assert.Contains($"{bytes.Length} bytes", broken.Got, StringComparison.Ordinal);
        Assert.Contains("preds/test-masks.bin", none.Got, StringComparison.Ordinal);
        Assert.Throws<RunException>(() => new MaskPredictions(["a", "a"], _ => Mask(4, 4, (_, _) => 0)));
        Assert.Empty(project.Vault.Openings);
    }

    [Fact]
    public void Damaged_sealed_masks_are_named_with_their_path_and_a_metric_of_probabilities_is_a_wrong_usage()
    {
        (Project project, FrozenSplit split) = Sealed("cross_entropy");
        string run = Predict(project, split, TruthOf);
        VaultException metric = Assert.Throws<VaultException>(() => Evaluate(project, run));
        string path = _folder["p/vault/masks.bin"];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^5]);

        StorageException error = Assert.Throws<StorageException>(() => Evaluate(project, run));

        Assert.Contains("accuracy, dice, iou", metric.Expected, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, metric.ExitCode);
        Assert.Contains(path, error.Where, StringComparison.Ordinal);
    }

    private static VaultOpening Evaluate(Project project, string run) => project.Vault.Evaluate(project.Runs.Find(run), "final");

    private static byte TruthOf(string id, int row, int column) => (byte)(row >= Side / 2 ? 1 : 0);

    private static ImageData Mask(int width, int height, Func<int, int, int> code)
    {
        var pixels = new byte[width * height];
        for (int pixel = 0; pixel < pixels.Length; pixel++)
        {
            pixels[pixel] = (byte)code(pixel / width, pixel % width);
        }

        return new ImageData(width, height, 1, pixels);
    }

    private static string Predict(Project project, FrozenSplit split, Func<string, int, int, byte> code)
    {
        string[] ids = Samples.TestIds(split.Split);
        return Save(project, split, new MaskPredictions(ids, item => Mask(Side, Side, (row, column) => code(ids[item], row, column))));
    }

    private static string Save(Project project, FrozenSplit split, MaskPredictions? predictions)
    {
        using RunWriter run = project.Runs.Create(new RunPlan { Name = "net", Split = new RunSplit("v1", split.Fingerprint) });
        predictions?.Save(run);
        run.Complete(new Dictionary<string, MetricSummary>());
        return run.Id;
    }

    private (Project Project, FrozenSplit Split) Sealed(string metric)
    {
        Directory.CreateDirectory(_folder["set/images"]);
        Directory.CreateDirectory(_folder["set/masks"]);
        for (int image = 0; image < Images; image++)
        {
            Png.Write(_folder[$"set/images/{image}.png"], Mask(Side, Side, (_, _) => image));
            Png.Write(_folder[$"set/masks/{image}.png"], Mask(Side, Side, (row, column) => TruthOf("", row, column)));
        }

        Project project = Method.Project.Create(
            _folder["p"], new Charter { Question = "?", Target = "mask", TargetKind = TargetKind.Mask, Metric = metric }, new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7 });
        project.Data.Add(_folder["set"]);
        SplitMaker.Plan(project, new() { PredictsFuture = false, SharesEntity = false });
        SplitMaker.Make(project, "v1", new() { Options = new() { Fractions = new() { Valid = 0.2, Test = 0.1 }, Seed = 1 } });
        FrozenSplit split = project.Splits.Freeze("v1", project.Data.Manifest.Hash);
        Assert.Equal(split.Split.TestIndices.Count, project.Data.SealTest(split));
        return (project, split);
    }
}
