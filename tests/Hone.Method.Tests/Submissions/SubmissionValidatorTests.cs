using System.Text;

namespace Hone.Method.Tests.Submissions;

public sealed class SubmissionValidatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SubmissionSample Sample(string text, SubmissionForm? form = null)
    {
        File.WriteAllText(_folder["sample_submission.csv"], text);
        return SubmissionSample.Read(_folder["sample_submission.csv"], form);
    }

    private static SubmissionReport Validate(SubmissionSample sample, string text) => SubmissionValidator.Validate(Encoding.UTF8.GetBytes(text), sample, SubmissionValidator.MaxBytes);

    private static SubmissionProblem One(SubmissionReport report) => Assert.Single(report.Problems);

    private const string Titanic = "PassengerId,Survived\n892,0\n893,1\n894,0\n895,0\n";

    [Fact]
    public void A_file_like_the_sample_is_valid_and_has_a_hash()
    {
        SubmissionReport report = Validate(Sample(Titanic), Titanic.Replace("893,1", "893,0", StringComparison.Ordinal));

        Assert.True(report.IsValid);
        Assert.Equal((4, 64), (report.RowCount, report.Hash.Length));
        Assert.True(Validate(Sample(Titanic), Titanic.ReplaceLineEndings("\r\n")).IsValid);
    }

    [Fact]
    public void Zeros_pass_for_every_form_of_sample()
    {
        string[] samples =
        [
            Titanic,
            "id,price\na,0.5\nb,120.7\n",
            "id,dog\na,0.5\nb,0.7\n",
            "id,cat,dog,\"other, than that\"\na,0.2,0.3,0.5\nb,0.3333,0.3333,0.3334\n",
            "id,breed\na,beagle\nb,\"collie, rough\"\n",
        ];
        SubmissionForm[] forms = [SubmissionForm.ClassNumber, SubmissionForm.Value, SubmissionForm.Probability, SubmissionForm.Probability, SubmissionForm.ClassName];
        foreach ((string text, SubmissionForm form) in samples.Zip(forms))
        {
            SubmissionSample sample = Sample(text);
            byte[] zeros = Submission.Zeros(sample);

            Assert.Equal(form, sample.Form);
            Assert.Empty(SubmissionValidator.Validate(zeros, sample, SubmissionValidator.MaxBytes).Problems);
        }
    }

    [Fact]
    public void Zeros_can_be_made_from_the_test_file_where_there_is_no_sample()
    {
        File.WriteAllText(_folder["test.csv"], "Name,PassengerId\n\"Kelly, James\",892\n\"Wilkes, Ellen\",893\n");

        SubmissionSample sample = SubmissionSample.FromTest(_folder["test.csv"], "PassengerId", ["Survived"], SubmissionForm.ClassNumber);

        Assert.Equal("PassengerId,Survived\n892,0\n893,0\n", Encoding.UTF8.GetString(Submission.Zeros(sample)));
        Assert.Contains("id 'id'", Assert.Throws<SubmissionException>(() => SubmissionSample.FromTest(_folder["test.csv"], "id", ["Survived"])).Message);
    }

    [Fact]
    public void Wrong_double_and_missing_ids_are_named_with_their_rows_three_of_them()
    {
        SubmissionProblem problem = One(Validate(Sample(Titanic), "PassengerId,Survived\n892,0\n892,0\n1,0\n2,0\n"));

        Assert.Equal((SubmissionRule.Ids, 6, 3), (problem.Rule, problem.Count, problem.Offenders.Count));
        Assert.Equal("row 3: id '892' again, after row 2", problem.Offenders[0].ToString());
        Assert.Equal("row 4: id '1' is not in the sample", problem.Offenders[1].ToString());
    }

    [Fact]
    public void Missing_rows_are_counted()
    {
        SubmissionReport report = Validate(Sample(Titanic), "PassengerId,Survived\n892,0\n893,0\n894,0\n");

        Assert.Equal([SubmissionRule.RowCount, SubmissionRule.Ids], report.Problems.Select(problem => problem.Rule));
        Assert.Contains("expected 4 rows", report.Problems[0].ToString());
        Assert.Contains("3 rows", report.Problems[0].ToString());
        Assert.Contains("id '895' is missing", report.Problems[1].ToString());
    }

    [Fact]
    public void Another_order_is_found()
    {
        SubmissionProblem problem = One(Validate(Sample(Titanic), "PassengerId,Survived\n893,0\n892,0\n894,0\n895,0\n"));

        Assert.Equal((SubmissionRule.Order, 2), (problem.Rule, problem.Count));
        Assert.Contains("row 2: id '893' in the place of '892'", problem.ToString());
    }

    [Fact]
    public void Other_columns_are_found()
    {
        SubmissionProblem problem = One(Validate(Sample(Titanic), Titanic.Replace("PassengerId", "Id", StringComparison.Ordinal)));

        Assert.Equal(SubmissionRule.Columns, problem.Rule);
        Assert.Contains("PassengerId,Survived", problem.ToString());
        Assert.Contains("row 1: Id,Survived", problem.ToString());
    }

    [Fact]
    public void Rows_with_another_number_of_fields_are_found()
    {
        SubmissionProblem problem = One(Validate(Sample(Titanic), "PassengerId,Survived\n892,0\n893,0,1\n894,0\n895,0\n"));

        Assert.Equal("row 3: 3 fields", problem.Offenders[0].ToString());
    }

    [Fact]
    public void Types_of_the_sample_are_kept()
    {
        SubmissionProblem problem = One(Validate(Sample(Titanic), "PassengerId,Survived\n892,0.7\n893,yes\n894,0\n895,1\n"));

        Assert.Equal((SubmissionRule.Types, 2), (problem.Rule, problem.Count));
        Assert.Contains("row 2: '0.7' in Survived; row 3: 'yes' in Survived", problem.ToString());
        Assert.True(Validate(Sample(Titanic, SubmissionForm.Probability), "PassengerId,Survived\n892,0.7\n893,0\n894,0\n895,1\n").IsValid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("NA")]
    [InlineData("inf")]
    [InlineData("Infinity")]
    public void Fields_without_a_value_are_found(string field)
    {
        SubmissionProblem problem = One(Validate(Sample(Titanic), $"PassengerId,Survived\n892,0\n893,{field}\n894,0\n895,1\n"));

        Assert.Equal(SubmissionRule.Missing, problem.Rule);
        Assert.Equal($"row 3: '{field}' in Survived", problem.Offenders[0].ToString());
    }

    [Fact]
    public void Probabilities_outside_0_to_1_and_rows_that_do_not_sum_to_1_are_found()
    {
        SubmissionSample sample = Sample("id,cat,dog\na,0.5,0.5\nb,0.2,0.8\nc,0.1,0.9\n");
        SubmissionReport report = Validate(sample, "id,cat,dog\na,1.2,-0.2\nb,0.2,0.7\nc,0.1004,0.9\n");

        Assert.Equal([SubmissionRule.Range, SubmissionRule.ProbabilitySum], report.Problems.Select(problem => problem.Rule));
        Assert.Contains("row 2: 1.2 in cat; row 2: -0.2 in dog", report.Problems[0].ToString());
        Assert.Equal((1, "row 3: sum 0.9"), (report.Problems[1].Count, report.Problems[1].Offenders[0].ToString()));
    }

    [Fact]
    public void A_byte_order_mark_and_bytes_that_are_no_utf8_are_found()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Titanic)];
        byte[] latin = [.. Encoding.UTF8.GetBytes("PassengerId,Survived\n892,0\n89"), 0xE9, .. Encoding.UTF8.GetBytes(",1\n")];

        Assert.Contains("EF BB BF", One(SubmissionValidator.Validate(marked, Sample(Titanic), 1000)).ToString());
        SubmissionProblem problem = SubmissionValidator.Validate(latin, Sample(Titanic), 1000).Problems[0];
        Assert.Equal((SubmissionRule.Encoding, 3), (problem.Rule, problem.Offenders[0].Row));
    }

    [Fact]
    public void An_empty_file_and_one_above_the_limit_are_found()
    {
        Assert.Contains("0 bytes", One(Validate(Sample(Titanic), "")).ToString());
        Assert.Contains("expected 1 to 10 bytes", One(SubmissionValidator.Validate(Encoding.UTF8.GetBytes(Titanic), Sample(Titanic), 10)).ToString());
    }

    [Fact]
    public void A_broken_rule_ends_with_3_and_says_that_nothing_was_written()
    {
        SubmissionReport report = Validate(Sample(Titanic), "PassengerId,Survived\n892,x\n893,1\n894,0\n895,0\n");

        var error = Assert.Throws<SubmissionException>(() => report.ThrowIfInvalid("my.csv"));

        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.Contains("1 broken rule: types", error.Message);
        Assert.Contains("row 2: 'x' in Survived", error.Message);
        Assert.Contains("nothing was written", error.Message);
    }

    [Fact]
    public void A_sample_that_is_none_is_refused()
    {
        Assert.Contains("1 columns (id), 1 rows", Assert.Throws<SubmissionException>(() => Sample("id\n1\n")).Message);
        Assert.Contains("2 columns", Assert.Throws<SubmissionException>(() => Sample("id,y\n")).Message);
        Assert.Contains("'1' twice", Assert.Throws<SubmissionException>(() => Sample("id,y\n1,0\n1,0\n")).Message);
        var missing = Assert.Throws<SubmissionException>(() => SubmissionSample.Read(_folder["none.csv"]));
        Assert.Equal(ExitCode.BadInput, missing.ExitCode);
        Assert.Contains("--id and --target", missing.Message);
    }

    [Fact]
    public void Predictions_are_written_in_the_form_and_order_of_the_sample()
    {
        var predictions = new UnlabelledPredictions(["895", "894", "893", "892"], [0.9f, 0.1f, 0.2f, 0.8f, 0.6f, 0.4f, 0.3f, 0.7f]);

        Assert.Equal("PassengerId,Survived\n892,1\n893,0\n894,1\n895,0\n", Encoding.UTF8.GetString(Submission.From(predictions, Sample(Titanic))));
        Assert.Equal(
            "PassengerId,Survived\n892,0.7\n893,0.4\n894,0.8\n895,0.1\n",
            Encoding.UTF8.GetString(Submission.From(predictions, Sample(Titanic, SubmissionForm.Probability))));
        Assert.Equal(
            "PassengerId,Survived\n892,yes\n893,no\n894,yes\n895,no\n",
            Encoding.UTF8.GetString(Submission.From(predictions, Sample(Titanic, SubmissionForm.ClassName), ["no", "yes"])));
    }

    [Fact]
    public void A_sample_that_counts_classes_from_1_needs_their_numbers()
    {
        SubmissionSample sample = Sample("id,kind\na,1\nb,2\n");
        var predictions = new UnlabelledPredictions(["a", "b"], [0.9f, 0.1f, 0.2f, 0.8f]);

        var error = Assert.Throws<SubmissionException>(() => Submission.From(predictions, sample));

        Assert.Contains("the classes 0 to 1", error.Message);
        Assert.Contains("class 2", error.Message);
        Assert.Contains("row 3", error.Message);
        Assert.Equal("id,kind\na,1\nb,2\n", Encoding.UTF8.GetString(Submission.From(predictions, sample, ["1", "2"])));
    }

    [Fact]
    public void Predictions_for_another_sample_are_refused_with_the_counts()
    {
        SubmissionSample sample = Sample(Titanic);
        var some = new UnlabelledPredictions(["892", "893", "7"], [1, 1, 1]);
        var wide = new UnlabelledPredictions(["892", "893", "894", "895"], new float[12]);

        var missing = Assert.Throws<SubmissionException>(() => Submission.From(some, sample));
        Assert.Contains("each of the 4 ids", missing.Message);
        Assert.Contains("2 of them; missing '894', '895'", missing.Message);
        Assert.Contains("3 outputs", Assert.Throws<SubmissionException>(() => Submission.From(wide, Sample(Titanic, SubmissionForm.Probability))).Message);
        Assert.Contains("--classes", Assert.Throws<SubmissionException>(() => Submission.From(wide, Sample("id,y\n892,a\n893,b\n894,a\n895,a\n"))).Message);
    }
}
