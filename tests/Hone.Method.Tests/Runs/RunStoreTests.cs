using System.Globalization;

namespace Hone.Method.Tests;

public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FixedClock _clock = new();
    private readonly FakeProcessTable _processes = new();
    private readonly Project _project;

    public RunStoreTests()
    {
        _project = Samples.NewProject(_folder["p"], _clock, _processes);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_id_has_the_time_and_four_random_characters()
    {
        using RunWriter run = Create();

        Assert.Matches("^20261121-0455-[0-9a-hjkmnp-tv-z]{4}$", run.Id);
        Assert.True(File.Exists(Path.Combine(run.Directory, "run.json")));
    }

    [Fact]
    public void Two_writers_with_the_same_seed_never_share_a_folder()
    {
        Project other = Project.Open(_folder["p"], _project.Options);

        using RunWriter one = Create();
        using RunWriter two = other.Runs.Create(new RunPlan { Name = "two" });

        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal(2, _project.Runs.List().Count);
    }

    [Fact]
    public void A_run_goes_from_created_to_running_to_completed()
    {
        using RunWriter run = Create();
        Assert.Equal(RunStatus.Created, Stored(run).Status);

        run.LogMetrics(1, 0.1, Samples.Loss(2.3));
        Assert.Equal(RunStatus.Running, Stored(run).Status);

        run.EndEpoch(1, Samples.Accuracy(0.8));
        _clock.Now += TimeSpan.FromMinutes(1);
        run.Complete(Samples.Accuracy(0.9));

        RunRecord record = Stored(run).Record!;
        Assert.Equal((RunStatus.Completed, 1, 0.9), (record.Status, record.Epoch, record.Summary["valid/accuracy"].Last));
        Assert.Equal(_clock.Now, record.Ended);
        RunException error = Assert.Throws<RunException>(() => run.LogMetrics(2, 0.2, Samples.Loss(1)));
        Assert.Contains("status completed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_was_planned_reads_back()
    {
        var plan = new RunPlan
        {
            Name = "resnet",
            Command = "hone start --seed 3",
            Split = new RunSplit("v1", "abc"),
            DataHash = "def",
            Subset = 0.05,
            Seed = ulong.MaxValue,
            Params = new Dictionary<string, string> { ["optimizer.learningRate"] = "0.01" },
            Tags = ["main"],
            Parents = ["20261121-0400-aaaa"],
            Hypothesis = new Hypothesis { Text = "A residual net beats the linear one", Expectation = "valid/accuracy > 0.84", Confidence = 90 },
        };
        using RunWriter run = _project.Runs.Create(plan);

        RunRecord record = Stored(run).Record!;

        Assert.Equal(("resnet", plan.Command, plan.Split, "def", 0.05, ulong.MaxValue), (record.Name, record.Command, record.Split, record.DataHash, record.Subset, record.Seed));
        Assert.Equal(plan.Params, record.Params);
        Assert.Equal(plan.Tags, record.Tags);
        Assert.Equal(plan.Parents, record.Parents);
        Assert.Equal(64, record.HypothesisHash!.Length);
        Assert.Contains("\"confidence\": 90", File.ReadAllText(Path.Combine(run.Directory, "hypothesis.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_whose_process_is_gone_is_shown_as_stopped_and_its_file_is_not_touched()
    {
        using RunWriter run = Create();
        run.LogMetrics(1, 0.1, Samples.Loss(2.3));
        string before = File.ReadAllText(Path.Combine(run.Directory, "run.json"));
        _processes.Alive = false;

        StoredRun stored = _project.Runs.List().Single();

        Assert.Equal(RunStatus.Stopped, stored.Status);
        Assert.Equal("its process 4711 on host is gone", stored.Problem);
        Assert.Equal(before, File.ReadAllText(Path.Combine(run.Directory, "run.json")));
    }

    [Fact]
    public void A_run_of_another_machine_is_judged_by_its_heartbeat()
    {
        using RunWriter run = Create();
        _processes.Alive = null;
        _clock.Now += TimeSpan.FromMinutes(9);
        Assert.Equal(RunStatus.Created, Stored(run).Status);

        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(RunStatus.Stopped, Stored(run).Status);

        run.Heartbeat();
        Assert.Equal(RunStatus.Created, Stored(run).Status);
    }

    [Fact]
    public void This_process_is_alive_and_one_that_ended_is_not()
    {
        var table = new SystemProcessTable();
        ProcessIdentity me = table.Current;

        Assert.True(table.IsAlive(me));
        Assert.False(table.IsAlive(me with { Started = me.Started - TimeSpan.FromDays(1) }));
        Assert.False(table.IsAlive(me with { BootId = "another start of the machine" }));
        Assert.False(table.IsAlive(me with { Pid = int.MaxValue }));
        Assert.Null(table.IsAlive(me with { Host = me.Host + "-other" }));
    }

    [Theory]
    [InlineData(null, "run.json is missing")]
    [InlineData("", "damaged: run.json")]
    [InlineData("{\"id\":\"20261121-0455-zzzz\",\"na", "damaged: run.json")]
    [InlineData("{}", "required")]
    [InlineData("[1]", "damaged: run.json")]
    public void A_damaged_run_is_listed_as_stopped_with_the_reason_and_the_others_are_fine(string? content, string reason)
    {
        using RunWriter whole = Create();
        string damaged = _folder["p/runs/20261121-0455-zzzz"];
        Directory.CreateDirectory(damaged);
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(damaged, "run.json"), content);
        }

        IReadOnlyList<StoredRun> runs = _project.Runs.List();

        Assert.Equal(2, runs.Count);
        // The moment of its beginning is lost: it stands last in its minute.
        Assert.Equal((RunStatus.Stopped, true), (runs[1].Status, runs[1].IsDamaged));
        Assert.Contains(reason, runs[1].Problem!, StringComparison.Ordinal);
        Assert.Equal((RunStatus.Created, false), (runs[0].Status, runs[0].IsDamaged));
    }

    [Fact]
    public void Runs_are_found_by_id_prefix_last_characters_and_latest()
    {
        using RunWriter first = Create();
        _clock.Now += TimeSpan.FromHours(1);
        using RunWriter second = Create();

        Assert.Equal(first.Id, _project.Runs.Find(first.Id).Id);
        Assert.Equal(first.Id, _project.Runs.Find("20261121-04").Id);
        Assert.Equal(first.Id, _project.Runs.Find(first.Id[^4..]).Id);
        Assert.Equal(second.Id, _project.Runs.Find(RunStore.Latest).Id);
    }

    [Fact]
    public void A_part_that_fits_two_runs_or_none_is_refused_with_the_numbers()
    {
        using RunWriter first = Create();
        using RunWriter second = Create();

        RunException ambiguous = Assert.Throws<RunException>(() => _project.Runs.Find("2026"));
        RunException none = Assert.Throws<RunException>(() => _project.Runs.Find("1999"));

        Assert.Contains("fits 2 of 2 runs", ambiguous.Message, StringComparison.Ordinal);
        Assert.Contains(first.Id, ambiguous.Message, StringComparison.Ordinal);
        Assert.Contains("'1999', which fits none of 2 runs", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_read_back_with_every_digit_and_with_nan()
    {
        using RunWriter run = Create();
        _clock.Now += TimeSpan.FromSeconds(1.5);
        run.LogMetrics(1, 0.25, Samples.Loss(0.1 + 0.2));
        run.LogMetrics(2, 0.5, Samples.Loss(double.NaN));

        RunMetrics metrics = Stored(run).ReadMetrics();

        Assert.Equal((1.5, 1L, 0.25, 0.1 + 0.2), (metrics.Rows[0].Seconds, metrics.Rows[0].Step, metrics.Rows[0].Epoch, metrics.Rows[0].Values["train/loss"]));
        Assert.True(double.IsNaN(metrics.Rows[1].Values["train/loss"]));
        Assert.Empty(metrics.Damaged);
    }

    [Fact]
    public void A_torn_metrics_line_costs_that_line_and_is_reported()
    {
        using RunWriter run = Create();
        run.LogMetrics(1, 0.25, Samples.Loss(1));
        File.AppendAllText(Path.Combine(run.Directory, "metrics.jsonl"), "{\"t\":3,\"st");

        RunMetrics metrics = Stored(run).ReadMetrics();

        Assert.Single(metrics.Rows);
        Assert.Equal((2, true), (metrics.Damaged.Single().Number, metrics.Damaged.Single().IsLast));
    }

    [Fact]
    public void A_resumed_run_repeats_the_steps_after_its_checkpoint_once()
    {
        using (RunWriter run = Create())
        {
            for (int step = 1; step <= 5; step++)
            {
                run.LogMetrics(step, step / 3.0, Samples.Loss(step));
            }
        }

        _processes.Alive = false;
        StoredRun stopped = _project.Runs.Find(RunStore.Latest);
        _processes.Alive = true;
        using RunWriter resumed = _project.Runs.Resume(stopped, step: 3);
        resumed.LogMetrics(4, 4 / 3.0, Samples.Loss(40));

        StoredRun stored = _project.Runs.Find(RunStore.Latest);
        Assert.Equal(RunStatus.Running, stored.Status);
        Assert.Equal([1, 2, 3, 40], stored.ReadMetrics().Rows.Select(row => row.Values["train/loss"]));
    }

    [Fact]
    public void A_run_that_is_alive_or_complete_is_not_resumed()
    {
        using RunWriter run = Create();
        RunException alive = Assert.Throws<RunException>(() => _project.Runs.Resume(Stored(run), 0));
        run.Complete(Samples.Accuracy(1));
        RunException complete = Assert.Throws<RunException>(() => _project.Runs.Resume(Stored(run), 0));

        Assert.Contains("status created", alive.Message, StringComparison.Ordinal);
        Assert.Contains("status completed", complete.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_keeps_its_first_line_in_the_record_and_all_of_it_in_the_events()
    {
        using RunWriter run = Create();

        run.Fail(new InvalidOperationException("the loss is NaN\nat step 12"));

        StoredRun stored = Stored(run);
        Assert.Equal((RunStatus.Failed, "the loss is NaN"), (stored.Status, stored.Problem));
        Assert.Contains("at step 12", File.ReadAllText(Path.Combine(run.Directory, "events.jsonl")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "name ''")]
    [InlineData("x", 20, "subset 20")]
    public void A_plan_that_makes_no_sense_is_refused(string name, double subset, string expected)
    {
        RunException error = Assert.Throws<RunException>(() => _project.Runs.Create(new RunPlan { Name = name, Subset = subset }));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(_project.Runs.List());
    }

    [Fact]
    public void Predictions_read_back_bit_by_bit()
    {
        using RunWriter run = Create();
        float[] outputs = [0.1f, 0.9f, 1e-30f, float.NaN, 1f / 3, -0f];
        run.SaveValidPredictions(new RunPredictions(["a,b", "c", "d"], [1, 0, 1], outputs));

        RunPredictions read = Stored(run).ReadValidPredictions();

        Assert.Equal(["a,b", "c", "d"], read.Ids);
        Assert.Equal([1, 0, 1], read.Targets);
        Assert.Equal(outputs.Select(BitConverter.SingleToInt32Bits), read.Outputs.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(2, read.OutputCount);
    }

    [Fact]
    public void A_malformed_prediction_is_named_with_its_row()
    {
        using RunWriter run = Create();
        run.SaveValidPredictions(new RunPredictions(["a", "b"], [1, 0], [0.5f, 0.5f]));
        string path = Path.Combine(run.Directory, "preds", "valid.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace("b,0,0.5", "b,0,half", StringComparison.Ordinal));

        RunException error = Assert.Throws<RunException>(() => Stored(run).ReadValidPredictions());

        Assert.Contains("row 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("'half'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_of_one_minute_stand_in_the_order_in_which_they_began()
    {
        var made = new List<string>();
        for (int second = 0; second < 20; second++)
        {
            _clock.Now = _clock.Start.AddSeconds(second);
            using RunWriter run = _project.Runs.Create(new RunPlan { Name = $"run {second}" });
            run.Complete(new Dictionary<string, MetricSummary>());
            made.Add(run.Id);
        }

        Assert.NotEqual(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(Enumerable.Reverse(made), _project.Runs.List().Select(run => run.Id));
        Assert.Equal(made[^1], _project.Runs.Find(RunStore.Latest).Id);
    }

    [Fact]
    public void A_thousand_runs_are_listed_newest_first()
    {
        string template;
        using (RunWriter run = Create())
        {
            run.Complete(Samples.Accuracy(0.5));
            template = File.ReadAllText(Path.Combine(run.Directory, "run.json"));
        }

        for (int i = 0; i < 999; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"20270101-{i:0000}-abcd");
            Directory.CreateDirectory(_folder[$"p/runs/{id}"]);
            File.WriteAllText(_folder[$"p/runs/{id}/run.json"], template);
        }

        IReadOnlyList<StoredRun> runs = _project.Runs.List();

        Assert.Equal(1000, runs.Count);
        Assert.Equal("20270101-0998-abcd", runs[0].Id);
        Assert.All(runs, run => Assert.Equal(RunStatus.Completed, run.Status));
    }

    private RunWriter Create() => _project.Runs.Create(new RunPlan { Name = "probe" });

    private StoredRun Stored(RunWriter run) => _project.Runs.Find(run.Id);
}
