// Images in classes: the features of a pretrained net, and a new head for the classes of this project.
//
//   hone train recipes/image.cs --dry                                      one batch through everything
//   hone train recipes/image.cs --subset 5% --no-hypothesis                a quick look
//   hone train recipes/image.cs -H "..." --expect "accuracy > +0.01"       a run that can surprise you
//
// Change one thing at a time, and let the runs tell what it was worth.
using Hone.Learn;
using Hone.Learn.Pretrained;
using Hone.Method;
using Hone.Nn;

return ProjectRecipe.Run(args, recipe =>
{
    int size = recipe.Param("size", 224);
    int batch = recipe.Param("batch", 32);
    double lr = recipe.Param("lr", 1e-2);

    // 1. The items of this run: each image another crop, flipped, turned and lit a little differently in every epoch.
    DataLoaders data = recipe.Images(new()
    {
        ItemTransforms = [new RandomResizedCrop(size, new() { MinScale = 0.5 })],
        BatchTransforms = [.. AugTransforms.Create()],
        Loader = new() { BatchSize = batch },
    });

    // 2. The body of MobileNetV2 up to its most general features; the head is new.
    Learner learner = VisionLearner.Create(data, Backbone.MobileNetV2Middle, new()
    {
        Weights = PretrainedLocator.Read(PretrainedCatalog.MobileNetV2, recipe.Places, recipe.CancellationToken),
        Seed = recipe.Seed,
        Learner = new() { Loss = CrossEntropyLoss.LabelSmoothing(), Metrics = [new Accuracy()] },
    });

    // 3. First the head alone, then everything, early layers slowest.
    recipe.Fit(learner, fit => learner.FineTune(recipe.Epochs(5), lr, fit));
    return recipe.Model(learner);
});
