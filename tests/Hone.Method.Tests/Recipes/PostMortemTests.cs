using System.Text.Json.Nodes;
using Hone.Learn;
using Hone.Nn;

namespace Hone.Method.Tests.Recipes;

/// <summary>What an error leaves behind (M73), and that it is enough to run the batch once more.</summary>
public sealed class PostMortemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_batch_is_kept_with_its_tensors_and_replayed_where_the_loader_gives_something_else_by_now()
    {
        Project project = RecipeProjects.Images(_folder);
        int reads = 0;
        var loss = new Breaking(4, new InvalidOperationException("the fourth batch"));
        RecipeModel Body(Recipe recipe)
        {
            var block = new DataBlock<int>
            {
                Input = new ImageBlock<int>(_ => RecipeProjects.Picture(reads % 3, reads++)),
                Target = new CategoryBlock<int>(position => recipe.Items.Columns["label"].TextAt(position)!, recipe.ClassNames),
            };
            return Train(recipe, recipe.Loaders(block, new() { BatchSize = 9, Workers = 0 }), Net(), loss);
        }

        Assert.Throws<InvalidOperationException>(() => new RecipeSession(project, Body).Train());
        float[] seen = loss.Prediction!;
        ReplayResult replay = new RecipeSession(project, Body).Replay("latest");

        CrashRecord crash = project.Runs.List().Single().ReadCrash()!;
        Assert.True(crash.HasBatch && crash.HasWeights && replay.IsKeptBatch);
        Assert.Equal(
            [new CrashTensor("input.0", "[9, 3, 8, 8]", "float32", 9 * 3 * 64 * 4, true), new CrashTensor("target.0", "[9]", "int64", 9 * 8, true)], crash.BatchTensors);
        Assert.Equal((0, 3, "loss", 9), (crash.Epoch, crash.Batch, crash.Stage, crash.ItemIds.Count));
        Assert.Equal(("InvalidOperationException: the fourth batch", "loss"), (replay.Problem, replay.Stage));

        // Weights, tensors and the stream of the dropout are those of that moment: so are the predictions, to the last bit.
        Assert.Equal("5", Assert.Single(crash.RandomStreams).Key);
        Assert.Equal(seen, loss.Prediction);
    }

    [Fact]
    public void Without_the_kept_batch_the_loader_makes_it_again()
    {
        Project project = RecipeProjects.Images(_folder);
        var loss = new Breaking(4, new InvalidOperationException("the fourth batch"));
        RecipeModel Body(Recipe recipe) => Train(recipe, recipe.Images(new() { Loader = new() { BatchSize = 9, Workers = 0 } }), Net(), loss);
        Assert.Throws<InvalidOperationException>(() => new RecipeSession(project, Body).Train());
        float[] seen = loss.Prediction!;
        File.Delete(Path.Combine(project.Runs.List().Single().Directory, "crash", "batch.safetensors"));

        ReplayResult replay = new RecipeSession(project, Body).Replay("latest");

        Assert.False(replay.IsKeptBatch);
        Assert.True(replay.Reproduced);
        Assert.Equal(seen, loss.Prediction);
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_told_with_the_module_the_operation_and_the_one_before_it()
    {
        Project project = RecipeProjects.Images(_folder);
        RecipeModel Body(Recipe recipe)
        {
            var net = new Sequential(new Flatten(), new Linear(192, 16), new ReLU(), new Linear(17, 3));
            return Train(recipe, recipe.Images(new() { Loader = new() { BatchSize = 9, Workers = 0 } }), net, null);
        }

        Assert.Throws<ShapeException>(() => new RecipeSession(project, Body).Train());

        StoredRun run = project.Runs.List().Single();
        CrashRecord crash = run.ReadCrash()!;
        CrashScene scene = crash.Scene!;
        Assert.Equal(("forward", "Sequential[3].Linear"), (crash.Stage, scene.ModulePath));
        Assert.Equal("Linear", scene.FailedIn);
        Assert.Equal("Relu", scene.LastOperation!.Name);
        CrashTensor operand = Assert.Single(scene.LastOperation.Operands);
        Assert.Equal(("[9, 16]", "float32", 9 * 16 * 4), (operand.Shape, operand.Type, (int)operand.Bytes));
        Assert.Equal(new CrashTensor("Relu", "[9, 16]", "float32", 9 * 16 * 4, true), scene.LastOperation.Output);
        Assert.EndsWith(" gives [9, 16] float32, finite", scene.LastOperation.ToString());
        ReplayResult replay = new RecipeSession(project, Body).Replay("latest");
        Assert.Equal(("forward", "Sequential[3].Linear"), (replay.Stage, replay.Scene!.ModulePath));
        JsonNode json = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Directory, "crash", "crash.json")))!;
        Assert.Equal("[9, 16]", (string?)json["scene"]!["lastOperation"]!["operands"]![0]!["shape"]);
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_told_with_the_operands_of_the_loss_and_its_batch()
    {
        Project project = RecipeProjects.Images(_folder);
        var options = new RecipeOptions { Values = new Dictionary<string, string> { ["lr"] = "1e30" } };

        Assert.Throws<NonFiniteException>(() => new RecipeSession(project, RecipeProjects.Net, options).Train());

        CrashRecord crash = project.Runs.List().Single().ReadCrash()!;
        Assert.True(crash.HasBatch);
        Assert.NotNull(crash.Scene!.ModulePath);
        Assert.Contains(crash.Scene.LastOperation!.Operands, operand => operand is { Shape: "[9, 3]", Type: "float32", IsFinite: false });
        Assert.Contains("not finite", crash.Scene.LastOperation.ToString());
        Assert.All(crash.BatchTensors, tensor => Assert.True(tensor.IsFinite));
    }

    [Fact]
    public void A_model_of_two_inputs_that_diverges_is_told_as_what_it_is()
    {
        Project project = RecipeProjects.Table(_folder);
        RecipeModel Body(Recipe recipe)
        {
            Learner learner = TabularLearner.Create(recipe.Table());
            recipe.Fit(learner, fit => learner.Fit(2, fit with { LearningRate = 1e30 }));
            return recipe.Model(learner);
        }

        Assert.Throws<NonFiniteException>(() => new RecipeSession(project, Body).Train());

        CrashRecord crash = project.Runs.List().Single().ReadCrash()!;
        Assert.Equal(("NonFiniteException", true), (crash.Error, crash.HasBatch));
        Assert.Equal(["input.0", "input.1", "target.0"], crash.BatchTensors.Select(tensor => tensor.Name));
    }

    [Fact]
    public void An_error_of_validation_keeps_its_batch_and_has_no_recorded_operation()
    {
        Project project = RecipeProjects.Images(_folder);
        var loss = new Breaking(7, new InvalidOperationException("the validation batch"));
        RecipeModel Body(Recipe recipe) => Train(recipe, recipe.Images(new() { Loader = new() { BatchSize = 9, Workers = 0 } }), Net(), loss);

        Assert.Throws<InvalidOperationException>(() => new RecipeSession(project, Body).Train());

        CrashRecord crash = project.Runs.List().Single().ReadCrash()!;
        Assert.False(crash.IsTraining);
        Assert.True(crash.HasBatch);
        Assert.Null(crash.Scene!.LastOperation);
        Assert.Equal("the validation batch", new RecipeSession(project, Body).Replay("latest").Problem!.Split(": ")[1]);
    }

    [Fact]
    public void Where_memory_runs_out_the_ten_largest_tensors_are_named()
    {
        Project project = RecipeProjects.Images(_folder);
        var loss = new Breaking(2, new OutOfMemoryException("no room for 8 GB"));
        RecipeModel Body(Recipe recipe) => Train(recipe, recipe.Images(new() { Loader = new() { BatchSize = 9, Workers = 0 } }), Net(), loss);

        Assert.Throws<OutOfMemoryException>(() => new RecipeSession(project, Body).Train());

        CrashScene scene = project.Runs.List().Single().ReadCrash()!.Scene!;
        Assert.Equal(CrashScene.Tensors, scene.LargestTensors.Count);
        Assert.Equal(scene.LargestTensors.OrderByDescending(tensor => tensor.Bytes).Select(tensor => tensor.Bytes), scene.LargestTensors.Select(tensor => tensor.Bytes));

        // The weight of 512 x 192 numbers is the largest, and the activations that backward needs are there too.
        Assert.Equal(new CrashTensor("1.weight", "[512, 192]", "float32", 512 * 192 * 4, null), scene.LargestTensors[0]);
        Assert.Contains(scene.LargestTensors, tensor => tensor is { Shape: "[9, 512]", Name: "saved by Linear" });
        Assert.Equal("OutOfMemoryException: no room for 8 GB", new RecipeSession(project, Body).Replay("latest").Problem);
    }

    [Fact]
    public void A_batch_beyond_the_cap_is_told_and_not_kept()
    {
        Assert.Equal(134_217_728, CrashRecord.LargestBatch);
        Assert.Equal(2, Capture(1_000).BatchTensors.Count);
        Assert.Null(Capture(1_000).Kept);
        Assert.Equal(["input.0", "target.0"], Capture(1_024).Kept!.Tensors.Keys.Order());
    }

    // 32 rows of 6 numbers of 4 bytes and a class of 8 bytes: 1024 bytes.
    private static CrashRecorder Capture(long largest)
    {
        var recorder = new CrashRecorder { LargestBatch = largest };
        Learner learner = (new TinyRecipe { Loss = new Breaking(1, new InvalidOperationException("now")) }).Learner();
        recorder.Learner = learner;
        try
        {
            learner.Fit(1, new FitOptions { Callbacks = [recorder] });
        }
        catch (InvalidOperationException error) when (recorder.Capture(error))
        {
            recorder.Close();
        }

        return recorder;
    }

    private static Sequential Net() => new(new Flatten(), new Linear(192, 512), new ReLU(), new Linear(512, 32), new ReLU(), new Dropout(0.5), new Linear(32, 3));

    private static RecipeModel Train(Recipe recipe, DataLoaders data, Module net, Loss? loss)
    {
        var learner = new Learner(data, net.Initialize(recipe.Seed), new() { Loss = loss });
        recipe.Fit(learner, fit => learner.Fit(3, fit));
        return recipe.Model(learner);
    }

    /// <summary>Throws from its n-th batch on, and remembers what it was given.</summary>
    private sealed class Breaking(int from, Exception error) : Loss
    {
        private int _calls;

        public float[]? Prediction { get; private set; }

        public override PredictionKind? Kind => PredictionKind.Classes;

        public override Tensor Compute(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
        {
            Prediction = prediction.ToArray<float>();
            return ++_calls >= from ? throw error : new CrossEntropyLoss().Compute(prediction, target, reduction);
        }

        public override Tensor Activation(Tensor prediction) => new CrossEntropyLoss().Activation(prediction);

        public override Tensor Decode(Tensor prediction) => new CrossEntropyLoss().Decode(prediction);
    }
}
