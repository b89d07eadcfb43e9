using System.Reflection;

namespace Hone.Method.Tests;

public sealed class VaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Project _project;
    private readonly FrozenSplit _split;
    private readonly string[] _ids;

    public VaultTests()
    {
        _project = Samples.NewProject(_folder["p"]);
        _split = _project.Splits.Freeze(Samples.Split(500, 500), "v1", Samples.DataHash);
        _ids = Samples.TestIds(_split.Split);
    }

    private string LedgerPath => _folder["p/vault/ledger.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ninety_of_a_hundred_score_a_wilson_interval_and_the_first_opening()
    {
        Seal();

        VaultOpening opening = _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, Predict(wrong: 10));

        Assert.Equal((0.9, 100, 1, false), (opening.Score, opening.N, opening.OpeningNumber, opening.Repeated));
        Assert.Equal(0.82563, opening.Interval.Low, 5);
        Assert.Equal(opening, Project.Open(_folder["p"]).Vault.Openings.Single());
    }

    [Fact]
    public void The_order_of_the_predictions_does_not_matter()
    {
        Seal();
        TestPredictions predictions = Predict(wrong: 10);
        var reversed = new TestPredictions { Ids = predictions.Ids.Reverse().ToArray(), Values = predictions.Values.Reverse().ToArray() };

        Assert.Equal(0.9, _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, reversed).Score);
    }

    [Fact]
    public void A_second_evaluation_of_a_run_returns_the_stored_result()
    {
        Seal();
        _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, Predict(wrong: 10));

        VaultOpening again = _project.Vault.Open("run-a", "once more", VaultMetric.Accuracy, Predict(wrong: 0));

        Assert.Equal((0.9, "final", 1, true), (again.Score, again.Reason, again.OpeningNumber, again.Repeated));
        Assert.Single(_project.Vault.Openings);
    }

    [Fact]
    public void The_fourth_run_is_refused_by_the_budget()
    {
        Seal();
        foreach (string run in new[] { "run-a", "run-b", "run-c" })
        {
            _project.Vault.Open(run, "final", VaultMetric.Accuracy, Predict(wrong: 10));
        }

        VaultBudgetException error = Assert.Throws<VaultBudgetException>(
            () => _project.Vault.Open("run-d", "one more", VaultMetric.Accuracy, Predict(wrong: 0)));

        Assert.Contains("at most 3 openings", error.Message, StringComparison.Ordinal);
        Assert.Contains("opening 4, for run run-d; evaluated before: run-a, run-b, run-c", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, (int)error.ExitCode);
        Assert.Equal(3, _project.Vault.Openings.Count);
    }

    [Fact]
    public void Labels_cannot_be_read_before_the_vault_was_opened_and_reading_them_is_written_down()
    {
        Seal();

        VaultSealedException error = Assert.Throws<VaultSealedException>(() => _project.Vault.ReadLabels());
        _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, Predict(wrong: 10));
        IReadOnlyDictionary<string, IReadOnlyList<double>> labels = _project.Vault.ReadLabels();

        Assert.Contains("100 test labels of split 'v1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("M12", error.Message, StringComparison.Ordinal);
        Assert.Equal(100, labels.Count);
        Assert.Contains("labelsRead", File.ReadAllText(LedgerPath), StringComparison.Ordinal);
        Assert.Null(_project.Vault.Verify());
    }

    [Fact]
    public void An_edited_score_is_found_and_the_vault_stays_closed()
    {
        Seal();
        _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, Predict(wrong: 10));
        _project.Vault.Open("run-b", "final", VaultMetric.Accuracy, Predict(wrong: 20));
        File.WriteAllText(LedgerPath, File.ReadAllText(LedgerPath).Replace("\"score\":0.9,", "\"score\":0.95,", StringComparison.Ordinal));

        Assert.Equal(2, _project.Vault.Verify()!.Line);
        LedgerBrokenException error = Assert.Throws<LedgerBrokenException>(
            () => _project.Vault.Open("run-c", "final", VaultMetric.Accuracy, Predict(wrong: 0)));
        Assert.Contains("line 2 (the first broken link)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_was_removed_is_found()
    {
        Seal();
        _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, Predict(wrong: 10));
        _project.Vault.Open("run-b", "final", VaultMetric.Accuracy, Predict(wrong: 20));
        string[] lines = File.ReadAllLines(LedgerPath);
        File.WriteAllText(LedgerPath, $"{lines[0]}\n{lines[2]}\n");

        BrokenLink broken = _project.Vault.Verify()!;

        Assert.Equal(2, broken.Line);
        Assert.StartsWith("previous ", broken.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_last_row_is_a_crash_and_does_not_break_the_ledger()
    {
        Seal();
        _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, Predict(wrong: 10));
        File.AppendAllText(LedgerPath, "{\"event\":\"ope");

        VaultOpening opening = _project.Vault.Open("run-b", "final", VaultMetric.Accuracy, Predict(wrong: 20));

        Assert.Equal(2, opening.OpeningNumber);
        Assert.Null(_project.Vault.Verify());
    }

    [Fact]
    public void Predictions_of_other_items_are_refused_with_the_numbers_and_cost_no_opening()
    {
        Seal();
        TestPredictions predictions = Predict(wrong: 0);
        var fewer = new TestPredictions { Ids = predictions.Ids.Skip(1).ToArray(), Values = predictions.Values.Skip(1).ToArray() };
        var other = new TestPredictions { Ids = ["stranger", .. predictions.Ids.Skip(1)], Values = predictions.Values };
        var notFinite = new TestPredictions { Ids = predictions.Ids, Values = [double.NaN, .. predictions.Values.Skip(1)] };

        Assert.Contains("99 predictions for 99 ids, 99 of them", Refusal(fewer).Message, StringComparison.Ordinal);
        Assert.Contains("100 predictions for 100 ids, 99 of them", Refusal(other).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Refusal(notFinite).Message, StringComparison.Ordinal);
        Assert.Empty(_project.Vault.Openings);

        VaultException Refusal(TestPredictions wrong) =>
            Assert.Throws<VaultException>(() => _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, wrong));
    }

    [Fact]
    public void An_empty_vault_or_an_empty_reason_is_refused()
    {
        VaultException empty = Assert.Throws<VaultException>(() => _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, Predict(wrong: 0)));
        VaultException reason = Assert.Throws<VaultException>(() => _project.Vault.Open("run-a", " ", VaultMetric.Accuracy, Predict(wrong: 0)));

        Assert.Contains("an empty vault", empty.Message, StringComparison.Ordinal);
        Assert.Contains("reason ' '", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sealing_the_same_labels_again_changes_nothing_and_other_labels_are_refused()
    {
        Seal();
        string ledger = File.ReadAllText(LedgerPath);

        Seal();
        VaultException error = Assert.Throws<VaultException>(() => _project.Vault.Seal(_split, _ids, _ids.Select(_ => 3.0).ToArray()));

        Assert.Equal(ledger, File.ReadAllText(LedgerPath));
        Assert.Contains("100 test labels of split 'v1'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_labels_are_named_with_their_path()
    {
        Seal();
        string path = _folder["p/vault/labels.bin"];
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        StorageException error = Assert.Throws<StorageException>(() => _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, Predict(wrong: 0)));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains($"{bytes.Length} bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mean_absolute_error_is_the_mean_of_the_distances()
    {
        Seal();
        var predictions = new TestPredictions { Ids = _ids, Values = _ids.Select(id => LabelOf(id) + 0.5).ToArray() };

        VaultOpening opening = _project.Vault.Open("run-a", "final", VaultMetric.MeanAbsoluteError, predictions);

        Assert.Equal(0.5, opening.Score, 12);
        Assert.Equal(new Interval(0.5, 0.5, 0.95), opening.Interval);
    }

    [Fact]
    public void Removing_the_labels_or_the_ledger_does_not_unseal_the_test_part()
    {
        Seal();
        string labels = _folder["p/vault/labels.bin"];
        byte[] bytes = File.ReadAllBytes(labels);

        File.Delete(labels);
        Assert.True(_project.Vault.IsSealed);
        Assert.Equal("v1", _project.Vault.SealedSplit);
        StorageException missing = Assert.Throws<StorageException>(() => _project.Vault.Open("run-a", "final", VaultMetric.Accuracy, Predict(wrong: 0)));
        Assert.Contains(labels, missing.Message, StringComparison.Ordinal);

        File.WriteAllBytes(labels, bytes);
        File.Delete(LedgerPath);
        Assert.True(_project.Vault.IsSealed);
        LedgerBrokenException error = Assert.Throws<LedgerBrokenException>(() => _project.Vault.SealedSplit);
        Assert.Contains("labels without a row in the ledger", error.Got, StringComparison.Ordinal);

        // Where a crash came between labels and ledger, sealing again goes on.
        Seal();
        Assert.Equal("v1", _project.Vault.SealedSplit);
    }

    [Fact]
    public void A_label_that_is_not_finite_cannot_be_sealed()
    {
        VaultException error = Assert.Throws<VaultException>(() => _project.Vault.Seal(_split, _ids, [double.NaN, .. _ids.Skip(1).Select(LabelOf)]));

        Assert.Contains("NaN", error.Got, StringComparison.Ordinal);
        Assert.Contains($"'{_ids[0]}'", error.Where, StringComparison.Ordinal);
        Assert.False(_project.Vault.IsSealed);
    }

    [Fact]
    public void No_public_member_but_the_one_behind_the_seal_can_yield_the_labels()
    {
        // Everything public that a vault hands out, by name; a new member has to be looked at and added here.
        string[] members = typeof(Vault).GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is not MethodInfo { IsSpecialName: true })
            .Select(member => member.Name)
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.Equal(["Budget", "Evaluate", "IsSealed", "Open", "Openings", "ReadLabels", "ReadMasks", "Seal", "Verify"], members);

        // No public type is made from the file of labels, and no public member of the assembly takes or returns its type.
        Type[] labels = [typeof(VaultLabels), typeof(PackedMasks), typeof(PackedMask), typeof(VaultScoring), typeof(ClassNumbering)];
        Assert.All(labels, type => Assert.False(type.IsPublic));
        foreach (Type type in typeof(Vault).Assembly.GetExportedTypes())
        {
            foreach (MemberInfo member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            {
                Assert.DoesNotContain(TypesOf(member), labels.Contains);
            }
        }

        // What an evaluation takes cannot call back with the labels: no parameter is a delegate or an interface of the caller's own.
        ParameterInfo[] parameters = typeof(Vault).GetMethod(nameof(Vault.Open))!.GetParameters();
        Assert.Equal(
            [typeof(string), typeof(string), typeof(VaultMetric), typeof(TestPredictions)],
            parameters.Select(parameter => parameter.ParameterType));
        parameters = typeof(Vault).GetMethod(nameof(Vault.Evaluate))!.GetParameters();
        Assert.Equal([typeof(StoredRun), typeof(string), typeof(VaultOptions)], parameters.Select(parameter => parameter.ParameterType));
        Assert.All(typeof(VaultOptions).GetProperties(), property => Assert.True(property.PropertyType.IsValueType, property.Name));
    }

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => [],
    };

    private static double LabelOf(string id) => int.Parse(id.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture) < 500 ? 0 : 1;

    private void Seal() => _project.Vault.Seal(_split, _ids, _ids.Select(LabelOf).ToArray());

    private TestPredictions Predict(int wrong) => new()
    {
        Ids = _ids,
        Values = _ids.Select((id, i) => i < wrong ? 1 - LabelOf(id) : LabelOf(id)).ToArray(),
    };
}
