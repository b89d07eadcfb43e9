using System.Globalization;
using Hone.Learn.Data;
using Hone.Learn.Plots;

namespace Hone.Method;

/// <summary>The report of the first project: one self-contained page, failures included.</summary>
internal static class StartReport
{
    public static string ToHtml(Project project, FrozenSplit split, StartResult result, LearningRateChoice? rate, ImageSet images)
    {
        var page = new HtmlPage(project.Charter.Question, $"A Hone project: {result.Data.Source}");
        Summary(page, result);
        Data(page, split, result);
        Baselines(page, result);
        Checks(page, result);
        Training(page, result, rate);
        Mistakes(page, result, images);
        Reproduce(page, result);
        return page.ToHtml();
    }

    private static void Summary(HtmlPage page, StartResult result)
    {
        Lessons lessons = result.Lessons;
        page.Facts(
        [
            (Percent(result.Test.Score), $"accuracy on the sealed test part, {Range(result.Test.Interval)}, n = {result.Test.N}"),
            (Percent(lessons.Model.Accuracy), $"on the validation part, {Range(lessons.Model.Interval)}, n = {lessons.Model.N}"),
            ($"no. {result.Test.OpeningNumber}", "opening of the vault"),
            (Number(result.Seconds, "0") + " s", "for everything on this page"),
        ]);
    }

    private static void Data(HtmlPage page, FrozenSplit split, StartResult result)
    {
        DataDescription data = result.Data;
        page.Section("The data")
            .Paragraph($"{data.Count:N0} images of {data.ImageShape[1]} x {data.ImageShape[2]} pixels, {data.ClassNames.Count} classes. "
                + $"{Duplicates(data)} Pixels from 0 to 1 have mean {Number(data.PixelMean, "0.000")} and standard deviation {Number(data.PixelDeviation, "0.000")}.")
            .Figure(
                new BarChart
                {
                    Title = "Images in each class",
                    Bars = data.ClassNames.Select((name, i) => new Bar(name, data.ClassCounts[i])).ToArray(),
                })
            .Paragraph($"Split \"{split.Name}\": {split.Split.TrainIndices.Count:N0} to learn from, {split.Split.ValidIndices.Count:N0} to decide on, "
                + $"{split.Split.TestIndices.Count:N0} sealed in the vault, whose labels nothing saw before the one evaluation above. Fingerprint {split.Fingerprint[..12]}.");
    }

    private static void Baselines(HtmlPage page, StartResult result)
    {
        TrainingScore model = result.Lessons.Model;
        DotRow[] rows =
        [
            .. result.Baselines.Select(baseline => new DotRow(baseline.Name, baseline.Accuracy, baseline.Interval.Low, baseline.Interval.High)),
            new DotRow("residual net", model.Accuracy, model.Interval.Low, model.Interval.High) { IsEmphasized = true },
        ];
        page.Section("The ladder")
            .Paragraph("A score means something beside a simpler model's score on the same images. Whiskers are 95% intervals.")
            .Figure(new DotChart { Title = "Validation accuracy", Rows = rows, Format = ValueFormat.Percent })
            .Table(new HtmlTable(
                [
                    new HtmlColumn("baseline"),
                    new HtmlColumn("accuracy", ColumnAlignment.Number),
                    new HtmlColumn("net is better by", ColumnAlignment.Number),
                    new HtmlColumn("95% interval", ColumnAlignment.Number),
                    new HtmlColumn("gain", ColumnAlignment.Number),
                ],
                result.Lessons.Baselines.Select(each => (IReadOnlyList<string>)
                [
                    each.Baseline.Name,
                    Percent(each.Baseline.Accuracy),
                    Points(each.Difference.Difference),
                    $"{Points(each.Difference.Interval.Low)} to {Points(each.Difference.Interval.High)}",
                    Number(each.Gain, "0.00"),
                ]).ToArray())
            {
                Caption = $"Paired over the same {model.N} validation images. Gain is the share of the way from the baseline to a perfect score.",
            });
    }

    private static void Checks(HtmlPage page, StartResult result)
    {
        page.Section("Checks");
        foreach (CheckResult check in result.Checks.Results)
        {
            CalloutKind kind = check.Outcome switch
            {
                CheckOutcome.Pass => CalloutKind.Pass,
                CheckOutcome.Finding => CalloutKind.Finding,
                CheckOutcome.NotChecked => CalloutKind.NotChecked,
                _ => CalloutKind.Broken,
            };
            string advice = string.Join(" ", check.Findings.Select(finding => $"{finding.What}. Try: {finding.HowToFix}."));
            page.Callout(kind, check.Id, advice.Length > 0 ? advice : check.Message);
        }
    }

    private static void Training(HtmlPage page, StartResult result, LearningRateChoice? rate)
    {
        TrainingScore model = result.Lessons.Model;
        page.Section("Training")
            .Paragraph($"{model.Plan.Model}: {model.Plan.Parameters:N0} parameters, batches of {model.Plan.BatchSize}, {model.Plan.Epochs} epochs, "
                + $"one cycle with peak learning rate {Number(model.Plan.LearningRate, "0.0e0")}. {Number(model.ItemsPerSecond, "N0")} images a second.");
        if (rate is not null && rate.Rates.Count > 0)
        {
            page.Figure(
                new LineChart
                {
                    Title = "Learning-rate finder",
                    XLabel = "learning rate",
                    YLabel = "smoothed loss",
                    XScale = AxisScale.Logarithmic,
                    Series = [new LineSeries("loss", rate.Rates, rate.Losses)],
                    XMarkers = [new AxisMarker(rate.Chosen, "used")],
                },
                rate.Reason);
        }

        page.Figure(new LineChart
        {
            Title = "Loss",
            XLabel = "epoch",
            YLabel = "cross-entropy",
            Series =
            [
                new LineSeries("train", model.Epochs.Select(epoch => epoch.TrainLoss).ToArray()),
                new LineSeries("valid", model.Epochs.Select(epoch => epoch.ValidLoss).ToArray()),
            ],
        });
        page.Figure(new LineChart
        {
            Title = "Validation accuracy",
            XLabel = "epoch",
            YFormat = ValueFormat.Percent,
            Series = [new LineSeries("accuracy", model.Epochs.Select(epoch => epoch.Accuracy).ToArray())],
            ShowLastValue = true,
        });
        if (result.SmallTraining is { } small)
        {
            page.Paragraph($"The first training, on {Percent(small.Plan.Subset)} of the training part ({small.Plan.Items} images), reached {Percent(small.Accuracy)} "
                + $"({Range(small.Interval)}): the pipeline worked before the long training began.");
        }
    }

    private static void Mistakes(HtmlPage page, StartResult result, ImageSet images)
    {
        Lessons lessons = result.Lessons;
        page.Section("Where it struggles")
            .List(lessons.Confused.Select(pair => $"{pair.Actual} taken for {pair.Predicted}: {pair.Count} of {pair.Of}").ToArray())
            .Figure(new ConfusionMatrixChart(lessons.Confusion, result.Data.ClassNames) { Title = "Validation images by class" })
            .Figure(
                new ImageGrid
                {
                    Title = "The worst mistakes",
                    Items = lessons.WorstMistakes.Select(mistake => new ImageGridItem(
                        PngOf(images, mistake.Index),
                        mistake.Actual,
                        $"as {mistake.Predicted} {Number(mistake.Probability, "0.00")}")).ToArray(),
                },
                "Validation images with the largest loss: what it is, what the net said, how sure it was. Some labels look wrong: that is what looking is for.");
    }

    private static void Reproduce(HtmlPage page, StartResult result) =>
        page.Section("Again").Paragraph("The same command gives the same numbers on the same machine. Next:").Code(string.Join("\n", result.Next.Select(step => step.Command)));

    private static byte[] PngOf(ImageSet images, int index) =>
        Png.Encode(new ImageData(images.Width, images.Height, images.Channels, images.Image(index).ToArray()));

    private static string Duplicates(DataDescription data) =>
        data.DuplicateGroups == 0 ? "No two are equal pixel by pixel." : $"{data.DuplicateGroups} groups are equal pixel by pixel.";

    private static string Percent(double share) => Number(100 * share, "0.0") + "%";

    private static string Points(double difference) => (difference < 0 ? "-" : "+") + Number(100 * Math.Abs(difference), "0.0") + " points";

    private static string Range(Interval interval) => $"{Percent(interval.Low)} to {Percent(interval.High)}";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
