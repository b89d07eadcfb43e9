namespace Hone.Learn;

/// <summary>
/// Adds behavior to the training loop: override the moments that matter. What to read and change is in <see cref="LoopState"/>; to cut a part short,
/// set one of its Cancel flags.
/// </summary>
/// <remarks>Callbacks are called in the order of <see cref="Order"/>; <see cref="Learner.ShowLoop"/> prints who is called when.</remarks>
public abstract class Callback
{
    /// <summary>Place among the callbacks, small first; 0 unless told. fastai's numbers: recorder 50, schedules 60, trackers 61 and up.</summary>
    public virtual int Order => 0;

    /// <summary>Name in <see cref="Learner.ShowLoop"/> and messages.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>
    /// Whether a learner's own callback, or one of an open scope, runs in passes of this purpose; true, as in fastai, so that what changes batches, outputs or
    /// gradients does so wherever the model meets data. Callbacks that write files, watch a fit, or end it answer true for fits alone.
    /// </summary>
    /// <remarks>Callbacks that a call names itself, by <see cref="FitOptions.Callbacks"/> or <see cref="GetPredsOptions.Callbacks"/>, run without being asked.</remarks>
    /// <param name="purpose">What the pass is for.</param>
    public virtual bool RunsIn(LoopPurpose purpose) => true;

    /// <summary>Once, before everything.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void BeforeFit(LoopState state)
    {
    }

    /// <summary>Before each epoch.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void BeforeEpoch(LoopState state)
    {
    }

    /// <summary>Before the training part of an epoch.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void BeforeTrain(LoopState state)
    {
    }

    /// <summary>Before each batch, of training and of validation.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void BeforeBatch(LoopState state)
    {
    }

    /// <summary>After the model has answered.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterPrediction(LoopState state)
    {
    }

    /// <summary>After the loss is known; before backward.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterLoss(LoopState state)
    {
    }

    /// <summary>Before the gradients are computed.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void BeforeBackward(LoopState state)
    {
    }

    /// <summary>After the gradients are known.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterBackward(LoopState state)
    {
    }

    /// <summary>Before the optimizer changes the parameters.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void BeforeStep(LoopState state)
    {
    }

    /// <summary>After the optimizer has changed the parameters.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterStep(LoopState state)
    {
    }

    /// <summary>After a batch that was cut short.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterCancelBatch(LoopState state)
    {
    }

    /// <summary>After each batch.</summary>
    /// <remarks>
    /// What a callback cancels has its end, first <c>AfterCancel...</c> and then <c>After...</c>; what lies within it has none: a training part that is cancelled in the middle of a batch
    /// ends without this event for the batch, as in fastai. After an error no event follows at all.
    /// </remarks>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterBatch(LoopState state)
    {
    }

    /// <summary>After a training part that was cut short.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterCancelTrain(LoopState state)
    {
    }

    /// <summary>After the training part of an epoch.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterTrain(LoopState state)
    {
    }

    /// <summary>Before the validation part of an epoch.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void BeforeValidate(LoopState state)
    {
    }

    /// <summary>After a validation part that was cut short.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterCancelValidate(LoopState state)
    {
    }

    /// <summary>After the validation part of an epoch.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterValidate(LoopState state)
    {
    }

    /// <summary>After an epoch that was cut short.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterCancelEpoch(LoopState state)
    {
    }

    /// <summary>After each epoch.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterEpoch(LoopState state)
    {
    }

    /// <summary>After a fit that was cut short.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterCancelFit(LoopState state)
    {
    }

    /// <summary>Once, after everything.</summary>
    /// <param name="state">The training at this moment.</param>
    public virtual void AfterFit(LoopState state)
    {
    }

    /// <summary>Calls the method of an event.</summary>
    internal void Handle(LoopEvent loopEvent, LoopState state)
    {
        switch (loopEvent)
        {
            case LoopEvent.BeforeFit:
                BeforeFit(state);
                break;
            case LoopEvent.BeforeEpoch:
                BeforeEpoch(state);
                break;
            case LoopEvent.BeforeTrain:
                BeforeTrain(state);
                break;
            case LoopEvent.BeforeBatch:
                BeforeBatch(state);
                break;
            case LoopEvent.AfterPrediction:
                AfterPrediction(state);
                break;
            case LoopEvent.AfterLoss:
                AfterLoss(state);
                break;
            case LoopEvent.BeforeBackward:
                BeforeBackward(state);
                break;
            case LoopEvent.AfterBackward:
                AfterBackward(state);
                break;
            case LoopEvent.BeforeStep:
                BeforeStep(state);
                break;
            case LoopEvent.AfterStep:
                AfterStep(state);
                break;
            case LoopEvent.AfterCancelBatch:
                AfterCancelBatch(state);
                break;
            case LoopEvent.AfterBatch:
                AfterBatch(state);
                break;
            case LoopEvent.AfterCancelTrain:
                AfterCancelTrain(state);
                break;
            case LoopEvent.AfterTrain:
                AfterTrain(state);
                break;
            case LoopEvent.BeforeValidate:
                BeforeValidate(state);
                break;
            case LoopEvent.AfterCancelValidate:
                AfterCancelValidate(state);
                break;
            case LoopEvent.AfterValidate:
                AfterValidate(state);
                break;
            case LoopEvent.AfterCancelEpoch:
                AfterCancelEpoch(state);
                break;
            case LoopEvent.AfterEpoch:
                AfterEpoch(state);
                break;
            case LoopEvent.AfterCancelFit:
                AfterCancelFit(state);
                break;
            case LoopEvent.AfterFit:
                AfterFit(state);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(loopEvent), loopEvent, "An event of the loop.");
        }
    }

    /// <summary>Whether this callback does anything at an event: whether a derived class overrides the method.</summary>
    internal bool Handles(LoopEvent loopEvent)
    {
        Action<LoopState> method = loopEvent switch
        {
            LoopEvent.BeforeFit => BeforeFit,
            LoopEvent.BeforeEpoch => BeforeEpoch,
            LoopEvent.BeforeTrain => BeforeTrain,
            LoopEvent.BeforeBatch => BeforeBatch,
            LoopEvent.AfterPrediction => AfterPrediction,
            LoopEvent.AfterLoss => AfterLoss,
            LoopEvent.BeforeBackward => BeforeBackward,
            LoopEvent.AfterBackward => AfterBackward,
            LoopEvent.BeforeStep => BeforeStep,
            LoopEvent.AfterStep => AfterStep,
            LoopEvent.AfterCancelBatch => AfterCancelBatch,
            LoopEvent.AfterBatch => AfterBatch,
            LoopEvent.AfterCancelTrain => AfterCancelTrain,
            LoopEvent.AfterTrain => AfterTrain,
            LoopEvent.BeforeValidate => BeforeValidate,
            LoopEvent.AfterCancelValidate => AfterCancelValidate,
            LoopEvent.AfterValidate => AfterValidate,
            LoopEvent.AfterCancelEpoch => AfterCancelEpoch,
            LoopEvent.AfterEpoch => AfterEpoch,
            LoopEvent.AfterCancelFit => AfterCancelFit,
            LoopEvent.AfterFit => AfterFit,
            _ => throw new ArgumentOutOfRangeException(nameof(loopEvent), loopEvent, "An event of the loop."),
        };
        return method.Method.DeclaringType != typeof(Callback);
    }
}
