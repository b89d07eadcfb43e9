using System.Globalization;
using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>Runs the batch at which a run failed, and nothing else: the same items, the same augmentation, the weights of that moment.</summary>
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

        // 2. A loader of this batch alone. Augmentation goes by epoch and item, so each item is drawn as it was.
        DataLoader part = crash.IsTraining ? learner.Data.Train : learner.Data.Valid;
        Dataset batch = part.Dataset.Subset(PositionsOf(part.Dataset, crash.ItemIds, run));
        var loader = new DataLoader(batch, part.Options with { BatchSize = crash.ItemIds.Count, Shuffle = false, DropLast = false, Weights = null, PartialCount = null, Workers = 0 });
        var steps = new Steps();
        var result = new ReplayResult { RunId = run.Id, Crash = crash, ItemIds = crash.ItemIds };
        try
        {
            steps.Run(learner, loader, crash);
            return result with { Loss = steps.Loss };
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return result with { Loss = steps.Loss, Stage = steps.Stage, Problem = Brief(error) };
        }
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
    private sealed class Steps
    {
        public string Stage { get; private set; } = "load";

        public double? Loss { get; private set; }

        public void Run(Learner learner, DataLoader loader, CrashRecord crash)
        {
            foreach (Batch batch in loader.Read(crash.Epoch))
            {
                using StepScope step = StepScope.Begin();
                batch.AdoptBy(step);
                if (crash.IsTraining)
                {
                    learner.Model.Train();
                    Learn(learner, batch, crash.LearningRate);
                }
                else
                {
                    learner.Model.Eval();
                    using NoGrad noGrad = NoGrad.Enter();
                    Judge(learner, batch);
                }
            }
        }

        private Tensor Judge(Learner learner, Batch batch)
        {
            Stage = "forward";
            Tensor answer = learner.Model.Forward(batch.Inputs());
            Stage = "loss";
            Tensor loss = learner.Loss.Compute(answer, batch.Targets());
            Loss = loss.Item();
            return double.IsFinite(Loss.Value)
                ? loss
                : throw new HoneException("A loss that is finite.", Loss.Value.ToString(CultureInfo.InvariantCulture), $"{batch.Count} items, the first is {batch.ItemId(0)}", "look at these items, and at the learning rate before");
        }

        private void Learn(Learner learner, Batch batch, double? learningRate)
        {
            Tensor loss = Judge(learner, batch);
            Stage = "backward";
            loss.Backward();
            Stage = "step";
            if (learningRate is double rate)
            {
                learner.Optimizer.Groups[^1].LearningRate = rate;
            }

            learner.Optimizer.Step();
        }
    }
}
