using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>A training in text: a bar and a table on a terminal, lines in a file.</summary>
[Collection("memory pool")]
public sealed class ConsoleProgressTests
{
    private const string Header = "epoch  train_loss  valid_loss    accuracy   time";

    [Fact]
    public void A_terminal_has_a_bar_that_the_line_of_the_epoch_replaces()
    {
        var output = new StringWriter { NewLine = "\n" };
        var progress = new ConsoleProgress(output, isTerminal: true);
        progress.Report(Batch(94, TimeSpan.FromSeconds(72)));
        Assert.Equal("\repoch 2/5  [########............]  94/235  loss 0.325  2812 items/s  01:12 left", output.ToString());
        output.GetStringBuilder().Clear();

        // Shorter than before: the rest is wiped.
        progress.Report(Batch(235, null) with { IsTraining = false });
        Assert.Equal("\repoch 2/5 valid  [####################] 235/235  loss 0.325  2812 items/s      ", output.ToString());
        output.GetStringBuilder().Clear();
        progress.Report(Finished(1));
        string wiped = new(' ', "epoch 2/5 valid  [####################] 235/235  loss 0.325  2812 items/s".Length);
        Assert.Equal($"\r{wiped}\r{Header}\n    1    0.325000    0.301512    0.894500  01:05\n", output.ToString());
        output.GetStringBuilder().Clear();
        progress.Report(Finished(2));
        Assert.Equal("    2    0.325000    0.301512    0.894500  01:05\n", output.ToString());
    }

    [Fact]
    public void The_line_of_validation_is_whole_because_its_bar_is_shorter()
    {
        var output = new StringWriter { NewLine = "\n" };
        var progress = new ConsoleProgress(output, isTerminal: true);
        progress.Report(Batch(94, TimeSpan.FromSeconds(72)) with { IsTraining = false });
        Assert.Equal("\repoch 2/5 valid  [#####.........]  94/235  loss 0.325  2812 items/s  01:12 left", output.ToString());
        output.GetStringBuilder().Clear();

        // Where even that has no room, the speed is left out before the time.
        progress.Report(new TrainingProgress(999, 1000, false, 50_000, 100_000, 12_345_678, TimeSpan.FromHours(30), 0.325, null));
        Assert.EndsWith("  50000/100000  loss 0.325  1.06:00:00 left", output.ToString().TrimEnd().Replace("]", "] "));
        Assert.Equal(79, output.ToString().Length - 1);
    }

    [Fact]
    public void A_file_has_one_line_an_epoch_and_a_header_for_each_fit()
    {
        var output = new StringWriter { NewLine = "\n" };
        var progress = new ConsoleProgress(output);
        for (int fit = 0; fit < 2; fit++)
        {
            for (int epoch = 0; epoch < 2; epoch++)
            {
                progress.Report(Batch(1, null));
                progress.Report(Finished(epoch));
            }
        }

        string[] lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.Equal([0, 3], Enumerable.Range(0, 6).Where(i => lines[i] == Header));
        Assert.DoesNotContain('\r', output.ToString());
    }

    [Fact]
    public void Long_lines_are_cut_and_numbers_that_are_none_are_left_out()
    {
        var output = new StringWriter();
        var progress = new ConsoleProgress(output, isTerminal: true);
        progress.Report(new TrainingProgress(0, 100_000, true, 10_000_000, 20_000_000, 1e9, TimeSpan.FromHours(30), double.NaN, null));
        string line = output.ToString()[1..];
        Assert.Equal(79, line.Length);
        Assert.Contains("loss -", line);
        output.GetStringBuilder().Clear();
        progress.Report(new TrainingProgress(0, 1, true, 1, 2, 10, TimeSpan.FromHours(30), 1, null));
        Assert.Contains("1.06:00:00 left", output.ToString());
    }

    [Fact]
    public void A_fit_writes_the_table_of_the_recorder()
    {
        var output = new StringWriter();
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(i => new float[] { i % 2, 1 }),
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "even" : "odd"),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 40)], new DataLoaderOptions { BatchSize = 8, Workers = 0 });
        Module model = new Sequential(new Linear(2, 2)).Initialize(seed: 1);
        var learner = new Learner(data, model, new() { Metrics = [new Accuracy()], Callbacks = [new ProgressCallback(new ConsoleProgress(output, isTerminal: false))] });
        learner.Fit(3);
        Assert.Equal(learner.Recorder.ToString(), output.ToString());
        Assert.Equal(4, output.ToString().TrimEnd().Split('\n').Length);
    }

    private static TrainingProgress Batch(int batch, TimeSpan? left) => new(1, 5, true, batch, 235, 2812.4, left, 0.325, null);

    private static TrainingProgress Finished(int epoch) =>
        new(epoch, 5, false, 10, 10, 2812.4, null, 0.325, new EpochRecord(epoch, 0.325, 0.301512, [new MetricValue("accuracy", 0.8945, 100, true)], TimeSpan.FromSeconds(65.4)));
}
