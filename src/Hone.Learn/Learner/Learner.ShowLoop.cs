using System.Text;

namespace Hone.Learn;

public sealed partial class Learner
{
    /// <summary>The loop with the callbacks that hang on each event, in the order in which they are called; fastai's <c>show_training_loop</c>.</summary>
    /// <param name="options">A fit whose callbacks are shown too.</param>
    /// <returns>One line an event.</returns>
    public string ShowLoop(FitOptions? options = null)
    {
        Callback[] callbacks = CallbackList.Of(this, null, options ?? new FitOptions()).Callbacks;
        var text = new StringBuilder();
        foreach ((int depth, string line, LoopEvent? loopEvent) in Lines)
        {
            text.Append(' ', 2 * depth).Append(line);
            if (loopEvent is { } moment)
            {
                IEnumerable<string> names = callbacks.Where(callback => callback.Handles(moment)).Select(callback => callback.Name);
                text.Append(": ").AppendJoin(", ", names);
            }

            text.AppendLine();
        }

        return text.ToString();
    }

    private static readonly (int Depth, string Line, LoopEvent? Event)[] Lines =
    [
        (0, "fit", null),
        At(1, LoopEvent.BeforeFit),
        (1, "for each epoch", null),
        At(2, LoopEvent.BeforeEpoch),
        At(2, LoopEvent.BeforeTrain),
        (2, "for each batch of train", null),
        At(3, LoopEvent.BeforeBatch),
        (3, "prediction = model(input)", null),
        At(3, LoopEvent.AfterPrediction),
        (3, "loss = loss(prediction, target)", null),
        At(3, LoopEvent.AfterLoss),
        At(3, LoopEvent.BeforeBackward),
        (3, "loss.backward()", null),
        At(3, LoopEvent.AfterBackward),
        At(3, LoopEvent.BeforeStep),
        (3, "optimizer.step(), optimizer.zero_grad()", null),
        At(3, LoopEvent.AfterStep),
        At(3, LoopEvent.AfterCancelBatch),
        At(3, LoopEvent.AfterBatch),
        At(2, LoopEvent.AfterCancelTrain),
        At(2, LoopEvent.AfterTrain),
        At(2, LoopEvent.BeforeValidate),
        (2, "for each batch of valid: prediction and loss, with the events of a batch", null),
        At(2, LoopEvent.AfterCancelValidate),
        At(2, LoopEvent.AfterValidate),
        At(2, LoopEvent.AfterCancelEpoch),
        At(2, LoopEvent.AfterEpoch),
        At(1, LoopEvent.AfterCancelFit),
        At(1, LoopEvent.AfterFit),
    ];

    private static (int Depth, string Line, LoopEvent? Event) At(int depth, LoopEvent loopEvent) => (depth, loopEvent.ToString(), loopEvent);
}
