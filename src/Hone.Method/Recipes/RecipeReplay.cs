using System.Globalization;
using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>Runs the batch at which a run failed, and nothing else: the same tensors, the weights and the random streams of that moment.</summary>
internal static class RecipeReplay
{
    public static ReplayResult Of(RecipeSession session, string name)
    {
        StoredRun run = session.Project.Runs.Find(name);
        CrashRecord crash = PostMortem.Read(run);
        if (crash.ItemIds.Count == 0)
        {
            throw new RecipeException(
                ExitCode.NotChecked,
                "an error with a batch under way",
                crash.Stage is null ? $"{crash.Error} outside of a fit: {crash.Message.Split('\n')[0]}" : $"{crash.Error} while batch {crash.Batch} was being read, without the id of an item",
                run.Directory,
                "read crash/stack.txt");
        }

        // 1. The recipe as it ran: its split, sample, seed and parameters; another seed or split would make other batches.
        var before = session.Options with
        {
            Split = crash.Split,
            Subset = crash.Subset,
            ValidCap = crash.ValidCap,
            Seed = crash.Seed,
            Epochs = crash.Epochs,
            Values = crash.Values,
            Observer = null,
        };
        Learner learner = session.CreateLearner(before, RecipeParts.Of(session.Project, before));
        if (crash.HasWeights)
        {
            Load(learner, PostMortem.WeightsOf(run));
        }

        if (crash.RandomStreams.Count > 0)
        {
            learner.Model.LoadRandomState(crash.RandomStreams);
        }

        // 2. The tensors of that moment, or a loader of this batch alone where they were not kept. Augmentation goes by epoch and item, so each item is drawn as it was.
        bool isKept = crash.HasBatch && File.Exists(PostMortem.BatchOf(run));
        CrashBatch? kept = isKept ? CrashBatch.Read(PostMortem.BatchOf(run)) : null;
        DataLoader? loader = isKept ? null : LoaderOf(learner, crash, run);
        using OperationWatch watch = OperationWatch.Begin();
        var steps = new Steps(learner, crash, watch);
        var result = new ReplayResult { RunId = run.Id, Crash = crash, ItemIds = crash.ItemIds, IsKeptBatch = isKept };
        try
        {
            if (kept is not null)
            {
                steps.Run(kept.Inputs, kept.Targets);
            }
            else
            {
                steps.Run(loader!);
            }

            return result with { Loss = steps.Loss };
        }
        catch (Exception error) when (steps.Look(error))
        {
            return result with { Loss = steps.Loss, Stage = steps.Stage, Scene = steps.Scene, Problem = Brief(error) };
        }
    }

    private static DataLoader LoaderOf(Learner learner, CrashRecord crash, StoredRun run)
    {
        DataLoader part = crash.IsTraining ? learner.Data.Train : learner.Data.Valid;
        Dataset batch = part.Dataset.Subset(PositionsOf(part.Dataset, crash.ItemIds, run));
        return new DataLoader(batch, part.Options with { BatchSize = crash.ItemIds.Count, Shuffle = false, DropLast = false, Weights = null, PartialCount = null, Workers = 0 });
    }

    private static string Brief(Exception error)
    {
        string what = error is HoneException { Got: string got } known ? $"{known.Expected} Got {got}" : error.Message;
        return $"{error.GetType().Name}: {what.Split('\n')[0]}";
    }

    private static void Load(Learner learner, string weights)
    {
        try
        {
            learner.Model.Load(weights);
        }
        catch (HoneException error)
        {
            throw new RecipeException(
                ExitCode.BadInput, "the weights of the run in the model of the recipe", error.Got ?? error.Message, weights, "the recipe has changed since: take recipe.cs of the run", error);
        }
    }

    private static int[] PositionsOf(Dataset dataset, IReadOnlyList<string> ids, StoredRun run)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int position = 0; position < dataset.Count; position++)
        {
            positions[dataset.IdAt(position)] = position;
        }

        string[] missing = [.. ids.Where(id => !positions.ContainsKey(id))];
        return missing.Length == 0
            ? [.. ids.Select(id => positions[id])]
            : throw new RecipeException(
                ExitCode.BadInput,
                $"the {ids.Count} items of the batch in the loaders of the recipe",
                $"{missing.Length} missing: {string.Join(", ", missing.Take(3))}",
                run.Directory,
                "the recipe has changed since: take recipe.cs of the run");
    }

    /// <summary>The steps of the loop for one batch, one after the other: put a breakpoint here.</summary>
    private sealed class Steps(Learner learner, CrashRecord crash, OperationWatch watch)
    {
        public string Stage { get; private set; } = "load";

        public double? Loss { get; private set; }

        public CrashScene? Scene { get; private set; }

        public void Run(DataLoader loader)
        {
            foreach (Batch batch in loader.Read(crash.Epoch))
            {
                using StepScope step = StepScope.Begin();
                batch.AdoptBy(step);
                Work(batch.Inputs(), batch.Targets());
            }
        }

        public void Run(Tensor[] inputs, Tensor[] targets)
        {
            using StepScope step = StepScope.Begin();
            Work(inputs, targets);
        }

        /// <summary>An exception filter: the modules are still on the stack.</summary>
        /// <returns>Always true.</returns>
        public bool Look(Exception error)
        {
            Scene = CrashScene.Of(error, watch, learner);
            return true;
        }

        private void Work(Tensor[] inputs, Tensor[] targets)
        {
            if (crash.IsTraining)
            {
                learner.Model.Train();
                Learn(inputs, targets);
            }
            else
            {
                learner.Model.Eval();
                using NoGrad noGrad = NoGrad.Enter();
                Judge(inputs, targets);
            }
        }

        private Tensor Judge(Tensor[] inputs, Tensor[] targets)
        {
            Stage = "forward";
            Tensor answer = learner.Model.Forward(inputs);
            Stage = "loss";
            Tensor loss = learner.Loss.Compute(answer, targets);
            Loss = loss.Item();
            return double.IsFinite(Loss.Value)
                ? loss
                : throw new HoneException(
                    "A loss that is finite.", Loss.Value.ToString(CultureInfo.InvariantCulture), $"{crash.ItemIds.Count} items, the first is {crash.ItemIds[0]}", "look at these items, and at the learning rate before");
        }

        private void Learn(Tensor[] inputs, Tensor[] targets)
        {
            Tensor loss = Judge(inputs, targets);
            Stage = "backward";
            loss.Backward();
            Stage = "step";
            if (crash.LearningRate is double rate)
            {
                learner.Optimizer.Groups[^1].LearningRate = rate;
            }

            learner.Optimizer.Step();
        }
    }
}
