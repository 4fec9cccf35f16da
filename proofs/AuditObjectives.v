(* Theorems on objectives, their gradients and finite samples, again in the
   vocabulary of the libraries alone; see Audit.v.

   pi u a    == the softmax of the logits th at the time u
   v a       == the velocity of the logit of a
   score a   == the derivative of ln pi a; the stop-gradient field of a reward r
                moves along the mean of score r
   stays n j h == the chance, after the groups h of N rollouts each, that the next n
                labels are all m while at j of these steps or more the answers
                other than m have a mass of at least eps                       *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Sums Policy Gibbs Rollouts Gradient ModeFlow Samples Objectives.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

(* ------------------------------------------------------------------------ *)
(* Objectives.                                                              *)

(* The step of T8b_plateau is the one maximiser of the objective with a KL term
   to the reference and one to the present policy.                            *)
Theorem T8b_optimum (A : finType) (beta gamma : R) (ref pi r q : A -> R) (a0 : A) :
  0 < beta -> 0 < gamma ->
  (forall a, 0 < ref a) -> \big[Rplus/0]_(a : A) ref a = 1 ->
  (forall a, 0 < pi a) -> \big[Rplus/0]_(a : A) pi a = 1 ->
  (forall a, 0 <= q a) -> \big[Rplus/0]_(a : A) q a = 1 ->
  let objective := \big[Rplus/0]_(a : A) (q a * r a)
    - beta * \big[Rplus/0]_(a : A) (q a * ln (q a / ref a))
    - gamma * \big[Rplus/0]_(a : A) (q a * ln (q a / pi a)) in
  let weight a := exp ((beta * ln (ref a) + gamma * ln (pi a) + r a) / (beta + gamma)) in
  let value := (beta + gamma) * ln (\big[Rplus/0]_(b : A) weight b) in
  objective <= value /\
  (objective = value <-> forall a, q a = weight a / \big[Rplus/0]_(b : A) weight b).
Proof.
move=> beta_gt0 gamma_gt0 ref_gt0 ref1 pi_gt0 pi1 q_ge0 q1 objective weight value.
exact: (Objectives.prox_max r a0 beta_gt0 gamma_gt0 (conj ref_gt0 ref1) (conj pi_gt0 pi1) (conj q_ge0 q1)).
Qed.

(* One increasing function serves every reward with values in [0, 1]: the ground
   truth as well as its contrary.                                             *)
Theorem T24_bounded_reward (A : finType) (pi : A -> R) (a b : A) :
  (forall x, 0 < pi x) -> \big[Rplus/0]_(x : A) pi x = 1 ->
  (forall x, pi b <= pi x <= pi a) -> pi b < pi a ->
  exists psi : R -> R, (forall x y, x < y -> psi x < psi y) /\
  forall r : A -> R, (forall y, 0 <= r y <= 1) ->
  exists anchor : A -> A -> R, forall y,
    (forall x, 0 <= anchor y x) /\ \big[Rplus/0]_(x : A) anchor y x = 1 /\
    r y = psi (\big[Rplus/0]_(x : A) (anchor y x * ln (pi x))).
Proof. by move=> gt0 sum1; exact: (Objectives.bounded_reward (conj gt0 sum1)). Qed.

(* Calibrated correctness is c = pi 0, a power-aligned one exp (alpha ln pi 0). *)
Theorem T37_calibrated (A : finType) (beta : R) (r pi : nat -> A -> R) (c : A -> R) (a0 : A) :
  0 < beta ->
  (forall a, 0 < pi 0%N a) -> \big[Rplus/0]_(a : A) pi 0%N a = 1 ->
  (forall k a, pi k.+1 a = pi k a * exp (r k a / beta)
                           / \big[Rplus/0]_(b : A) (pi k b * exp (r k b / beta))) ->
  (forall k a b, pi k b <= pi k a -> r k b <= r k a) ->
  (forall a b, pi 0%N b <= pi 0%N a -> c b <= c a) ->
  forall k, \big[Rplus/0]_(a : A) (pi k a * c a) <= \big[Rplus/0]_(a : A) (pi k.+1 a * c a).
Proof.
move=> beta_gt0 gt0 sum1 run rising aligned.
exact: (Objectives.calibrated_never_falls beta_gt0 (conj gt0 sum1) run rising a0 aligned).
Qed.

(* ------------------------------------------------------------------------ *)
(* Stop-gradient fields. Along any motion of the logits the derivative of an
   objective is the mean of the score times the reward held constant, or differs
   from it as stated.                                                         *)

Section Fields.

Variables (A : finType) (th : A -> R -> R) (v : A -> R) (t : R).
Hypothesis motion : forall a, is_derive (th a) t (v a).

Theorem T16b_probability :
  let pi u a := exp (th a u) / \big[Rplus/0]_(b : A) exp (th b u) in
  exists score : A -> R,
    (forall a, is_derive (fun u => ln (pi u a)) t (score a)) /\
    is_derive (fun u => / 2 * \big[Rplus/0]_(a : A) (pi u a * pi u a)) t
      (\big[Rplus/0]_(a : A) (pi t a * (score a * pi t a))).
Proof.
move=> pi; exists (Gradient.speed (pi t) v); split; first exact: Gradient.ln_softmax_derive.
have := is_derive_scal _ t (/ 2) _ (Objectives.probability_field motion).
by rewrite -Rmult_assoc Rinv_l ?Rmult_1_l; last lra.
Qed.

(* c a is one over the length of a. *)
Theorem T16c_length (c : A -> R) :
  let pi u a := exp (th a u) / \big[Rplus/0]_(b : A) exp (th b u) in
  exists score : A -> R,
    (forall a, is_derive (fun u => ln (pi u a)) t (score a)) /\
    is_derive (fun u => \big[Rplus/0]_(a : A) (pi u a * (c a * ln (pi u a)))
                        - \big[Rplus/0]_(a : A) (pi u a * c a)) t
      (\big[Rplus/0]_(a : A) (pi t a * (score a * (c a * ln (pi t a))))).
Proof.
move=> pi; exists (Gradient.speed (pi t) v); split; first exact: Gradient.ln_softmax_derive.
exact: Objectives.length_field.
Qed.

(* r a u is the reward of a under the policy at the time u: minus the mean entropy
   of its states, or any other.                                               *)
Theorem T16d_moving_reward (r : A -> R -> R) (dr : A -> R) :
  (forall a, is_derive (r a) t (dr a)) ->
  let pi u a := exp (th a u) / \big[Rplus/0]_(b : A) exp (th b u) in
  exists score : A -> R,
    (forall a, is_derive (fun u => ln (pi u a)) t (score a)) /\
    is_derive (fun u => \big[Rplus/0]_(a : A) (pi u a * r a u)) t
      (\big[Rplus/0]_(a : A) (pi t a * (score a * r a t)) + \big[Rplus/0]_(a : A) (pi t a * dr a)).
Proof.
move=> r' pi; exists (Gradient.speed (pi t) v); split; first exact: Gradient.ln_softmax_derive.
exact: Objectives.moving_reward.
Qed.

Theorem T16e_label (m : A) :
  let pi u a := exp (th a u) / \big[Rplus/0]_(b : A) exp (th b u) in
  exists score : A -> R,
    (forall a, is_derive (fun u => ln (pi u a)) t (score a)) /\
    is_derive (fun u => pi u m) t
      (\big[Rplus/0]_(a : A) (pi t a * (score a * (if a == m then 1 else 0)))).
Proof.
move=> pi; exists (Gradient.speed (pi t) v); split; first exact: Gradient.ln_softmax_derive.
exact: Objectives.label_field.
Qed.

End Fields.

Theorem T7b_gradient_step (th : bool -> R) (beta eta : R) :
  let p := exp (th true) / \big[Rplus/0]_(b : bool) exp (th b) in
  let moved a := th a + eta * (exp (th a) / (\big[Rplus/0]_(b : bool) exp (th b))
                               * ((if a then 1 else 0) - p)) in
  p * exp (1 / beta) / (p * exp (1 / beta) + (1 - p))
    < exp (moved true) / \big[Rplus/0]_(b : bool) exp (moved b)
  <-> 1 / beta < 2 * eta * (p * (1 - p)).
Proof. exact: Objectives.gradient_step_beyond. Qed.

Theorem T7b_safe (beta eta : R) : 0 < beta ->
  (forall p, 0 < p < 1 -> 2 * eta * (p * (1 - p)) <= 1 / beta) <-> eta * beta <= 2.
Proof. exact: Objectives.gradient_step_safe. Qed.

(* ------------------------------------------------------------------------ *)
(* Rewards that rise with probabilities, under softmax policy gradient.     *)

Theorem T13_rising_rewards_false : exists (pi r : 'I_3 -> R) (a b : 'I_3),
  let mean := \big[Rplus/0]_(j : 'I_3) (pi j * r j) in
  ((forall j, 0 < pi j) /\ \big[Rplus/0]_(j : 'I_3) pi j = 1) /\
  (forall i j, pi j < pi i -> r j < r i) /\ pi b < pi a /\
  pi a * (r a - mean) < pi b * (r b - mean).
Proof. exact: ModeFlow.comonotone_loses. Qed.

Theorem T13_mode_kept (A : finType) (th r : A -> R -> R) (m : A) :
  let pi u a := exp (th a u) / \big[Rplus/0]_(b : A) exp (th b u) in
  (forall a t, is_derive (th a) t
     (pi t a * (r a t - \big[Rplus/0]_(b : A) (pi t b * r b t)))) ->
  (forall t a b, 0 <= t -> pi t b <= pi t a -> r b t <= r a t) ->
  (forall a, a != m -> pi 0 a < pi 0 m) ->
  (forall t a, 0 <= t -> a != m -> pi t a < pi t m) /\
  (forall s t a, 0 <= s -> s <= t -> pi t a / pi t m <= pi s a / pi s m).
Proof.
move=> pi flow rising mode; split.
- by move=> t a; exact: (ModeFlow.lead_gt0 flow rising mode).
- by move=> s t a; exact: (ModeFlow.mode_ratio flow rising mode).
Qed.

(* ------------------------------------------------------------------------ *)
(* Finite samples.                                                          *)

(* A1 read literally. The policy pi h is any function of the past groups h. With
   the chance of an unchanged label, whatever happens so often that the others
   have the mass eps has the probability 0: (1 - eps^N)^j tends to 0.          *)
Theorem T4ii_labels_flip (A : finType) (N : nat) (m : A) (eps : R)
    (pi : seq {ffun 'I_N -> A} -> A -> R)
    (stays : nat -> nat -> seq {ffun 'I_N -> A} -> R) :
  (0 < N)%N -> 0 < eps <= 1 ->
  (forall h a, 0 < pi h a) -> (forall h, \big[Rplus/0]_(a : A) pi h a = 1) ->
  let is_label (votes : A -> nat) (x : A) :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  (forall j h, stays 0%N j h = if j is 0%N then 1 else 0) ->
  (forall n j h, stays n.+1 j h = \big[Rplus/0]_(y : {ffun 'I_N -> A})
     (\big[Rmult/1]_(i < N) pi h (y i) * is_label (fun a => #|[set i | y i == a]|) m
      * stays n (if Rle_dec eps (1 - pi h m) then j.-1 else j) (y :: h))) ->
  (forall n j h, stays n j h <= (1 - eps ^ N) ^ j) /\
  is_lim_seq (fun j => (1 - eps ^ N) ^ j) 0.
Proof.
move=> N_gt0 eps_in gt0 sum1 is_label first next; split=> [n j h|].
  by apply: (@Samples.stays_le A N m N_gt0 eps pi stays eps_in); split.
apply: is_lim_seq_geom; have [ge0 lt1] := Samples.miss_in01 N eps_in.
by rewrite Rabs_pos_eq.
Qed.

(* The reward of T28_increasing and T28_limit, with n other voters. *)
Theorem T28_small_votes (A : finType) (pi : A -> R) (a : A) :
  (forall x, 0 < pi x) -> \big[Rplus/0]_(x : A) pi x = 1 ->
  let is_label (votes : A -> nat) (x : A) :=
    if [forall z, (votes z <= votes x)%N]
    then / INR #|[set z | [forall t, (votes t <= votes z)%N]]| else 0 in
  let vote_mean (n : nat) :=
    \big[Rplus/0]_(y : {ffun 'I_n -> A}) (\big[Rmult/1]_(i < n) pi (y i)
      * is_label (fun z => ((z == a) + #|[set i | y i == z]|)%N) a) in
  vote_mean 0%N = 1 /\ vote_mean 1%N = (1 + pi a) / 2.
Proof.
move=> gt0 sum1 is_label vote_mean.
by split; [exact: (Samples.vote_mean0 a (conj gt0 sum1))|exact: (Samples.vote_mean1 a (conj gt0 sum1))].
Qed.

Theorem T48_enough_draws (A : finType) (pi : A -> R) (m : A) (N : nat) (delta : R) :
  (forall x, 0 < pi x) -> \big[Rplus/0]_(x : A) pi x = 1 ->
  0 < delta -> pi m < 1 -> ln (1 / delta) / - ln (1 - pi m) <= INR N ->
  1 - delta <= \big[Rplus/0]_(y : {ffun 'I_N -> A})
    (\big[Rmult/1]_(i < N) pi (y i) * (if [exists i, y i == m] then 1 else 0)).
Proof. by move=> gt0 sum1; exact: (Samples.enough_draws (conj gt0 sum1)). Qed.
