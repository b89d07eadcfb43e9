using Hone.Bench.Cli;
using Hone.Nn;

namespace Hone.Bench.Workloads.Nets;

/// <summary>What a training loop does for one batch, and what a predictor does.</summary>
internal static class NetRuns
{
    private const long Seed = 1;

    /// <summary>Forward, loss, backward, optimizer.</summary>
    public static Action Training(Module model, int parameters, Shape input, int classes, Func<IEnumerable<Parameter>, Optimizer> optimizer)
    {
        Check(model, parameters);
        model.Initialize(Seed);
        Optimizer stepper = optimizer(model.Parameters());
        Tensor x = RandomTensors.Normal(input, Seed);
        Tensor labels = RandomTensors.Labels(input[0], classes, Seed);
        return () =>
        {
            using StepScope step = StepScope.Begin();
            stepper.ZeroGrad();
            Tensor loss = model.Forward(x).CrossEntropy(labels);
            loss.Backward();
            stepper.Step();
        };
    }

    /// <summary>The same with a class for each pixel.</summary>
    public static Action Segmentation(Module model, int parameters, Shape input, int classes, Func<IEnumerable<Parameter>, Optimizer> optimizer)
    {
        Check(model, parameters);
        model.Initialize(Seed);
        Optimizer stepper = optimizer(model.Parameters());
        var criterion = new CrossEntropyLoss();
        Tensor x = RandomTensors.Normal(input, Seed);
        Tensor labels = RandomTensors.Labels(input[0] * input[2] * input[3], classes, Seed).Reshape(input[0], input[2], input[3]);
        return () =>
        {
            using StepScope step = StepScope.Begin();
            stepper.ZeroGrad();
            Tensor loss = criterion.Compute(model.Forward(x), labels);
            loss.Backward();
            stepper.Step();
        };
    }

    /// <summary>The same for pairs of a user and an item and their ratings.</summary>
    public static Action Ratings(Module model, int parameters, int users, int items, int batch, Func<IEnumerable<Parameter>, Optimizer> optimizer)
    {
        Check(model, parameters);
        model.Initialize(Seed);
        Optimizer stepper = optimizer(model.Parameters());
        Tensor pairs = Tensor.Stack([RandomTensors.Labels(batch, users, Seed), RandomTensors.Labels(batch, items, Seed + 1)], 1);
        Tensor ratings = RandomTensors.Normal([batch], Seed);
        return () =>
        {
            using StepScope step = StepScope.Begin();
            stepper.ZeroGrad();
            Tensor loss = model.Forward(pairs).MseLoss(ratings);
            loss.Backward();
            stepper.Step();
        };
    }

    /// <summary>Forward, the mean of the squares of the output, backward, gradient descent.</summary>
    public static Action TrainingOnSquares(Module model, int parameters, Shape input)
    {
        Check(model, parameters);
        model.Initialize(Seed);
        var stepper = new Sgd(model.Parameters(), new SgdOptions { LearningRate = 0.01 });
        Tensor x = RandomTensors.Normal(input, Seed);
        return () =>
        {
            using StepScope step = StepScope.Begin();
            stepper.ZeroGrad();
            Tensor loss = model.Forward(x).Square().Mean();
            loss.Backward();
            stepper.Step();
        };
    }

    /// <summary>Forward in evaluation mode without recording, with the net as it was trained or optimized for inference.</summary>
    public static Action Inference(Module model, int parameters, Shape input, bool optimized)
    {
        Check(model, parameters);
        model.Initialize(Seed);
        model.Eval();
        Module net = optimized ? model.OptimizeForInference() : model;
        Tensor x = RandomTensors.Normal(input, Seed);
        return () =>
        {
            using NoGrad none = NoGrad.Enter();
            using StepScope step = StepScope.Begin();
            net.Forward(x);
        };
    }

    /// <summary>The peer checks the same number on its side.</summary>
    public static void Check(Module model, int parameters)
    {
        int count = model.Parameters().Sum(parameter => parameter.Shape.ElementCount);
        if (count != parameters)
        {
            throw new BenchException($"A net with {parameters} parameters, like the peer's.", $"{count}", "make both sides the same net again");
        }
    }
}
