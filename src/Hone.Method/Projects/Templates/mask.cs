// Masks, a class for each pixel of an image: a U-Net whose way down is a pretrained net, and whose way up is new.
//
//   hone train recipes/mask.cs --dry                                       one batch through everything
//   hone train recipes/mask.cs --subset 20% --no-hypothesis                a quick look
//   hone train recipes/mask.cs -H "..." --expect "iou > +0.01"             a run that can surprise you
//
// Each gray level that occurs in the masks is a class. Give the classes names, and leave out a level that says nothing, such as 255 for "unlabelled":
//   recipe.Masks(new() { ... }, new() { ClassNames = ["background", "nucleus"], IgnoredLevel = 255 })
using Hone.Learn;
using Hone.Learn.Pretrained;
using Hone.Method;
using Hone.Nn;

return ProjectRecipe.Run(args, recipe =>
{
    int size = recipe.Param("size", 160);
    int batch = recipe.Param("batch", 8);
    double lr = recipe.Param("lr", 2e-3);
    int epochs = recipe.Epochs(20);

    // 1. Images and masks of this run, moved and turned together. Squished, not cropped: every pixel of a picture gets an answer.
    DataLoaders data = recipe.Masks(new()
    {
        ItemTransforms = [new Resize(size, ResizeMethod.Squish)],
        BatchTransforms = [.. AugTransforms.Create(new() { MaxZoom = 1.5f, MaxWarp = 0 })],
        Loader = new() { BatchSize = batch },
    });

    // 2. The loss of each pixel, and that of the overlap, which small classes need. Where a level is not judged, the loss that knows it: cross-entropy.
    int? ignored = data.Train.Dataset.Target!.IgnoredIndex;
    Loss? loss = ignored is null ? new CombinedLoss((1, new CrossEntropyLoss()), (1, new DiceLoss(useMean: true))) : null;
    Learner learner = UnetLearner.Create(data, Backbone.MobileNetV2Middle, new()
    {
        Weights = PretrainedLocator.Read(PretrainedCatalog.MobileNetV2, recipe.Places, recipe.CancellationToken),
        Seed = recipe.Seed,
        Learner = new() { Loss = loss, Metrics = [new MeanIoU(ignored)] },
    });

    // 3. First the way up alone, then everything, early layers slowest.
    recipe.Fit(learner, fit => learner.FineTune(epochs, lr, fit, new() { LrMult = 10 }));
    return recipe.Model(learner);
});
