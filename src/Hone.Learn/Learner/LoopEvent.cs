namespace Hone.Learn;

/// <summary>The moments of a training at which callbacks are called, in their order; fastai's events.</summary>
public enum LoopEvent
{
    /// <summary>Once, before everything.</summary>
    BeforeFit,

    /// <summary>Before each epoch.</summary>
    BeforeEpoch,

    /// <summary>Before the training part of an epoch.</summary>
    BeforeTrain,

    /// <summary>Before each batch, of training and of validation.</summary>
    BeforeBatch,

    /// <summary>After the model has answered; fastai's <c>after_pred</c>.</summary>
    AfterPrediction,

    /// <summary>After the loss is known.</summary>
    AfterLoss,

    /// <summary>Before the gradients are computed.</summary>
    BeforeBackward,

    /// <summary>After the gradients are known.</summary>
    AfterBackward,

    /// <summary>Before the optimizer changes the parameters.</summary>
    BeforeStep,

    /// <summary>After the optimizer has changed the parameters.</summary>
    AfterStep,

    /// <summary>After a batch that was cut short, before <see cref="AfterBatch"/>.</summary>
    AfterCancelBatch,

    /// <summary>After each batch.</summary>
    AfterBatch,

    /// <summary>After a training part that was cut short, before <see cref="AfterTrain"/>.</summary>
    AfterCancelTrain,

    /// <summary>After the training part of an epoch.</summary>
    AfterTrain,

    /// <summary>Before the validation part of an epoch.</summary>
    BeforeValidate,

    /// <summary>After a validation part that was cut short, before <see cref="AfterValidate"/>.</summary>
    AfterCancelValidate,

    /// <summary>After the validation part of an epoch.</summary>
    AfterValidate,

    /// <summary>After an epoch that was cut short, before <see cref="AfterEpoch"/>.</summary>
    AfterCancelEpoch,

    /// <summary>After each epoch.</summary>
    AfterEpoch,

    /// <summary>After a fit that was cut short, before <see cref="AfterFit"/>.</summary>
    AfterCancelFit,

    /// <summary>Once, after everything.</summary>
    AfterFit,
}
