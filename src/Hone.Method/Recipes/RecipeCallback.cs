using Hone.Learn;

namespace Hone.Method;

/// <summary>Makes a fit a part of the run of a recipe: the first batch opens the run, epochs leave a checkpoint and their numbers.</summary>
/// <remarks>
/// Reads the recorder. Writes the files of the run. The run is opened here and not before, because a recipe names its last parameters (epochs, learning rate) in the call of the fit.
/// </remarks>
internal sealed class RecipeCallback(RecipeTraining training, Recipe recipe, Learner learner, int fit) : Callback
{
    // Where a CheckpointCallback and a RunCallback stand by themselves: behind schedules and trackers.
    private const int BehindTrackers = 95;

    private CheckpointCallback? _checkpoints;
    private int _phases;

    public override int Order => BehindTrackers;

    public override void BeforeFit(LoopState state)
    {
        recipe.Begin(learner);
        _checkpoints ??= new CheckpointCallback(RecipeTraining.CheckpointIn(training.Run!.CheckpointDirectory, fit));
        _phases++;
        if (training.Resumed is not { } resumed || state.Epoch == 0)
        {
            return;
        }

        // A fine-tuning passes its checkpoint to one of its phases. Two fits that are given the same options would both begin with it, and the second would leave out what it has to learn.
        if (_phases > 1)
        {
            throw new RecipeException(
                ExitCode.Refused, "one fit in each recipe.Fit, where a run goes on", $"fit {_phases} of one recipe.Fit", "the recipe", "train without --resume, and give each fit a recipe.Fit of its own");
        }

        if (resumed.IsLast(fit))
        {
            training.Records.ContinueAt(resumed.Steps - state.Step, resumed.Epochs - state.Epoch);
        }
    }

    public override void AfterBatch(LoopState state) => training.Records.AfterBatch(state);

    // What a run says of an epoch can be resumed from: the checkpoint comes first.
    public override void AfterEpoch(LoopState state)
    {
        _checkpoints!.AfterEpoch(state);
        training.Records.AfterEpoch(state);
    }

    public override void AfterFit(LoopState state) => training.Records.AfterFit(state);
}
