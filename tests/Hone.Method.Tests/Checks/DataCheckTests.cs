namespace Hone.Method.Tests;

public sealed class DataCheckTests
{
    [Fact]
    public void Balanced_classes_pass_with_their_n()
    {
        CheckResult result = Balance([100, 100], [40, 40]);

        Assert.Equal(CheckOutcome.Pass, result.Outcome);
        Assert.Contains("n = 280", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_absent_from_validation_is_an_error_that_names_it()
    {
        Finding finding = Balance([100, 100], [40, 0]).Findings[0];

        Assert.Equal(("data/class-absent", Severity.Error, "c1"), (finding.Id, finding.Severity, finding.Evidence));
        Assert.Contains("1 of 2 classes have no item in the validation part", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_to_one_warns_and_two_to_one_does_not()
    {
        // The limit for two classes is 0.1 / 2 = 5%: 49 of 1029 are 4.76%.
        Finding finding = Balance([980, 49], [800, 40]).Findings.Single();

        Assert.Equal(("data/class-rare", Severity.Warn), (finding.Id, finding.Severity));
        Assert.Contains("class 'c1' has 49 of 1029 training items (4.76%)", finding.What, StringComparison.Ordinal);
        Assert.Contains("95.24% accuracy", finding.Evidence, StringComparison.Ordinal);
        Assert.Equal(CheckOutcome.Pass, Balance([980, 490], [800, 400]).Outcome);
    }

    [Fact]
    public void Fewer_than_thirty_validation_items_of_a_class_warn()
    {
        Finding finding = Balance([100, 100], [29, 30]).Findings.Single();

        Assert.Equal("data/class-few-valid", finding.Id);
        Assert.Contains("the smallest 29", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_that_differ_between_the_parts_warn_with_cramers_v()
    {
        // Worked by hand: rows (60, 40) and (40, 60): chi-square = 8, V = sqrt(8 / 200) = 0.2.
        Finding finding = Balance([60, 40], [40, 60]).Findings.Single();

        Assert.Equal(0.2, ClassBalanceCheck.CramersV([60, 40], [40, 60]), 12);
        Assert.Equal("data/class-shift", finding.Id);
        Assert.Contains("V = 0.2", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Balance_is_not_checked_without_labels_or_with_labels_outside_the_classes()
    {
        Assert.Equal(CheckOutcome.NotChecked, Balance([0, 0], [3, 3]).Outcome);
        Assert.Equal(CheckOutcome.NotChecked, new ClassBalanceCheck(["a", "b"], [0, 1, 2], [0, 1]).Run(default).Outcome);
    }

    [Fact]
    public void Copies_across_parts_are_counted_by_pair_of_parts_and_by_label()
    {
        Split split = Split.Random(new SplitData { Ids = Samples.Data(100).Ids }, new() { Fractions = new() { Valid = 0.2, Test = 0.2 } });
        UInt128[] hashes = Enumerable.Range(0, 100).Select(i => (UInt128)i).ToArray();
        int?[] labels = Enumerable.Repeat<int?>(0, 100).ToArray();
        hashes[split.ValidIndices[0]] = hashes[split.TrainIndices[0]];
        hashes[split.ValidIndices[1]] = hashes[split.TrainIndices[1]];
        labels[split.ValidIndices[1]] = 1;
        hashes[split.TestIndices[0]] = hashes[split.TrainIndices[2]];
        labels[split.TestIndices[0]] = null;

        CheckResult result = new DuplicatesAcrossPartsCheck(split, hashes, labels).Run(default);

        Assert.Equal(["split/duplicates-train-valid", "split/duplicates-train-test"], result.Findings.Select(finding => finding.Id));
        Assert.All(result.Findings, finding => Assert.Equal(Severity.Error, finding.Severity));
        Assert.Contains("2 pairs of exact copies between train and valid: 1 with the same label, 1 with different labels; 2 of 20 valid items", result.Findings[0].What, StringComparison.Ordinal);
        Assert.Contains("1 with an unknown label", result.Findings[1].What, StringComparison.Ordinal);
        Assert.Contains(split.Ids[split.ValidIndices[0]], result.Findings[0].Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_inside_one_part_are_no_leak()
    {
        Split split = Split.Random(new SplitData { Ids = Samples.Data(100).Ids });
        UInt128[] hashes = Enumerable.Range(0, 100).Select(i => (UInt128)i).ToArray();
        hashes[split.TrainIndices[0]] = hashes[split.TrainIndices[1]];

        CheckResult result = new DuplicatesAcrossPartsCheck(split, hashes, new int?[100]).Run(default);

        Assert.Equal(CheckOutcome.Pass, result.Outcome);
        Assert.Contains("n = 100", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_bytes_have_equal_hashes_and_one_changed_byte_has_another()
    {
        UInt128[] hashes = ContentHash.OfEach([1, 2, 3, 1, 2, 3, 1, 2, 4], 3);

        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
        Assert.Throws<ArgumentException>(() => ContentHash.OfEach([1, 2, 3], 2));
    }

    private static CheckResult Balance(int[] train, int[] valid) =>
        new ClassBalanceCheck(["c0", "c1"], Labels(train), Labels(valid)).Run(default);

    private static int[] Labels(int[] counts) => counts.SelectMany((count, label) => Enumerable.Repeat(label, count)).ToArray();
}
