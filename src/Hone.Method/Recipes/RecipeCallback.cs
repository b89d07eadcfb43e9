using Hone.Learn;

namespace Hone.Method;

/// <summary>Makes a fit a part of the run of a recipe: the first batch opens the run, epochs leave a checkpoint and their numbers.</summary>
/// <remarks>
/// Reads the recorder. Writes the files of the run. The run is opened here and not before, because a recipe names its last parameters (epochs, learning rate) in the call of the fit.
/// </remarks>
internal sealed class RecipeCallback(RecipeTraining training, Recipe recipe, Learner learner) : Callback
{
    // Where a CheckpointCallback and a RunCallback stand by themselves: behind schedules and trackers.
    private const int BehindTrackers = 95;

    public override int Order => BehindTrackers;

    public override void BeforeFit(LoopState state) => recipe.Begin(learner);

    public override void AfterBatch(LoopState state) => training.Records.AfterBatch(state);

    // What a run says of an epoch can be resumed from: the checkpoint comes first.
    public override void AfterEpoch(LoopState state)
    {
        training.Checkpoints.AfterEpoch(state);
        training.Records.AfterEpoch(state);
    }

    public override void AfterFit(LoopState state) => training.Records.AfterFit(state);
}
