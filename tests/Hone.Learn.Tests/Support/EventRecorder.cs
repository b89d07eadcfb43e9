using System.Runtime.CompilerServices;

namespace Hone.Learn.Tests;

/// <summary>Notes down every event of the loop by its name, and acts whenever one of them comes.</summary>
internal sealed class EventRecorder(string? at = null, Action<LoopState>? act = null) : Callback
{
    public List<string> Events { get; } = [];

    public override void BeforeFit(LoopState state) => Note(state);

    public override void BeforeEpoch(LoopState state) => Note(state);

    public override void BeforeTrain(LoopState state) => Note(state);

    public override void BeforeBatch(LoopState state) => Note(state);

    public override void AfterPrediction(LoopState state) => Note(state);

    public override void AfterLoss(LoopState state) => Note(state);

    public override void BeforeBackward(LoopState state) => Note(state);

    public override void AfterBackward(LoopState state) => Note(state);

    public override void BeforeStep(LoopState state) => Note(state);

    public override void AfterStep(LoopState state) => Note(state);

    public override void AfterCancelBatch(LoopState state) => Note(state);

    public override void AfterBatch(LoopState state) => Note(state);

    public override void AfterCancelTrain(LoopState state) => Note(state);

    public override void AfterTrain(LoopState state) => Note(state);

    public override void BeforeValidate(LoopState state) => Note(state);

    public override void AfterCancelValidate(LoopState state) => Note(state);

    public override void AfterValidate(LoopState state) => Note(state);

    public override void AfterCancelEpoch(LoopState state) => Note(state);

    public override void AfterEpoch(LoopState state) => Note(state);

    public override void AfterCancelFit(LoopState state) => Note(state);

    public override void AfterFit(LoopState state) => Note(state);

    private void Note(LoopState state, [CallerMemberName] string name = "")
    {
        Events.Add(name);
        if (name == at)
        {
            act?.Invoke(state);
        }
    }
}
