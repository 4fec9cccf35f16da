(* Real functions known by their derivative.

   slope_mean         == f t - f s is (t - s) times the derivative in between
   slope_ge, slope_gt, slope_lt == hence what a bound on the derivative gives
   exp_mono           == exp keeps order
   flat               == a function whose derivative is 0 does not move
   first_zero         == a continuous function that falls strictly, from above 0
                         to below, is above 0 before one place and below after
   inverse_clock      == a clock with the slope 1/v, from -oo to +oo, has an
                         inverse, which moves at v: so the flow L' = v(L) has a
                         solution                                             *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat.
From Coquelicot Require Import Coquelicot.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Lemma exp_mono (x y : R) : x <= y -> exp x <= exp y.
Proof. by case=> [lt|->]; [left; exact: exp_increasing|exact: Rle_refl]. Qed.

Lemma slope_mean (f d : R -> R) (s t : R) : s < t ->
  (forall u, s <= u <= t -> is_derive f u (d u)) ->
  exists u, s < u < t /\ f t - f s = d u * (t - s).
Proof.
move=> lt f'; have [u [e u_in]] := MVT_cor2 f d s t lt (fun u u_in => (is_derive_Reals f u (d u)).1 (f' u u_in)).
by exists u.
Qed.

Lemma slope_ge (f d : R -> R) (c s t : R) : s <= t ->
  (forall u, s <= u <= t -> is_derive f u (d u)) ->
  (forall u, s < u < t -> c <= d u) -> c * (t - s) <= f t - f s.
Proof.
move=> [lt|<-] f' d_ge; last by lra.
have [u [u_in ->]] := slope_mean lt f'; have := d_ge u u_in => *.
by apply: Rmult_le_compat_r; lra.
Qed.

Lemma slope_gt (f d : R -> R) (s t : R) : s < t ->
  (forall u, s <= u <= t -> is_derive f u (d u)) ->
  (forall u, s < u < t -> 0 < d u) -> f s < f t.
Proof.
move=> lt f' d_gt0; have [u [u_in e]] := slope_mean lt f'; have := d_gt0 u u_in => *.
have : 0 < d u * (t - s) by apply: Rmult_lt_0_compat; lra.
by lra.
Qed.

Lemma slope_lt (f d : R -> R) (s t : R) : s < t ->
  (forall u, s <= u <= t -> is_derive f u (d u)) ->
  (forall u, s < u < t -> d u < 0) -> f t < f s.
Proof.
move=> lt f' d_lt0; have [u [u_in e]] := slope_mean lt f'; have := d_lt0 u u_in => *.
have : 0 < - d u * (t - s) by apply: Rmult_lt_0_compat; lra.
by lra.
Qed.

Lemma slope_le0 (f d : R -> R) (s t : R) : s <= t ->
  (forall u, s <= u <= t -> is_derive f u (d u)) ->
  (forall u, s < u < t -> d u <= 0) -> f t <= f s.
Proof.
move=> [lt|<-] f' d_le; last by lra.
have [u [u_in e]] := slope_mean lt f'; have := d_le u u_in => *.
have : 0 <= - d u * (t - s) by apply: Rmult_le_pos; lra.
by lra.
Qed.

Lemma flat (f : R -> R) : (forall t, is_derive f t 0) -> forall s t, f s = f t.
Proof.
move=> f' s t; wlog lt : s t / s < t.
  by move=> H; case: (Rtotal_order s t) => [/H//|[->//|/H <-]].
by have [u [_ ]] := slope_mean lt (fun u _ => f' u); lra.
Qed.

Lemma derive_continuity (f : R -> R) (d x : R) : is_derive f x d -> continuity_pt f x.
Proof.
by move=> f'; apply/continuity_pt_filterlim; apply: ex_derive_continuous; exists d.
Qed.

(* Between a place above 0 and a later one below, with strict descent. *)
Lemma first_zero (f : R -> R) (s T : R) :
  (forall u v, s <= u -> u < v -> f v < f u) ->
  (forall u, s <= u -> continuity_pt f u) -> 0 < f s -> s < T -> f T < 0 ->
  exists z, s < z < T /\ f z = 0 /\
    (forall u, s <= u -> u < z -> 0 < f u) /\ (forall u, z < u -> f u < 0).
Proof.
move=> falls cont f_s lt f_T.
have opp_cont u : s <= u <= T -> continuity_pt (fun x => - f x) u.
  by move=> u_in; apply: continuity_pt_opp; apply: cont; lra.
have [z [z_in fz]] := Ranalysis5.IVT_interv (fun x => - f x) s T opp_cont lt ltac:(lra) ltac:(lra).
have z0 : f z = 0 by lra.
have s_z : s < z by case: z_in => -[//|e]; move: z0; rewrite -e; lra.
have z_T : z < T by case: z_in => _ [//|e]; move: z0; rewrite e; lra.
exists z; split=> //; split=> //; split=> u.
- by move=> u_ge lt_u; have := falls u z u_ge lt_u; lra.
- by move=> lt_u; have := falls z u ltac:(lra) lt_u; lra.
Qed.

Section Clock.

Variables F v : R -> R.
Hypothesis v_gt0 : forall l, 0 < v l.
Hypothesis F' : forall l, is_derive F l (/ v l).
Hypothesis F_low : is_lim F m_infty m_infty.
Hypothesis F_high : is_lim F p_infty p_infty.

Let hit (t : R) : {l : R | F l = t}.
Proof.
have [l [_ [_ e]]] := IVT_Rbar_incr F m_infty p_infty m_infty p_infty t F_low F_high
  (fun l _ _ => derive_continuity (F' l)) I (conj I I).
by exists l.
Qed.

Let L (t : R) : R := proj1_sig (hit t).

Let F_L t : F (L t) = t.
Proof. exact: (proj2_sig (hit t)). Qed.

Let F_up (x y : R) : x < y -> F x < F y.
Proof.
move=> lt; apply: (slope_gt (d := fun u => / v u) lt) => u _; first exact: F'.
exact: Rinv_0_lt_compat.
Qed.

Let L_lt (t l : R) : t < F l -> L t < l.
Proof.
move=> lt; case: (Rtotal_order (L t) l) => [//|[e|gt]].
- by move: lt; rewrite -e F_L; lra.
- by have := F_up gt; rewrite F_L; lra.
Qed.

Let L_gt (t l : R) : F l < t -> l < L t.
Proof.
move=> lt; case: (Rtotal_order (L t) l) => [gt|[e|//]].
- by have := F_up gt; rewrite F_L; lra.
- by move: lt; rewrite -e F_L; lra.
Qed.

Let L_near t (eps : R) : 0 < eps -> exists d, 0 < d /\
  forall u, Rabs (u - t) < d -> Rabs (L u - L t) < eps.
Proof.
move=> eps_gt0.
have below : F (L t - eps) < t by rewrite -[X in _ < X]F_L; apply: F_up; lra.
have above : t < F (L t + eps) by rewrite -[X in X < _]F_L; apply: F_up; lra.
exists (Rmin (t - F (L t - eps)) (F (L t + eps) - t)); split; first by apply: Rmin_pos; lra.
move=> u near; have := Rmin_l (t - F (L t - eps)) (F (L t + eps) - t).
have := Rmin_r (t - F (L t - eps)) (F (L t + eps) - t); have := Rabs_def2 _ _ near.
move=> *; have := @L_lt u (L t + eps) ltac:(lra); have := @L_gt u (L t - eps) ltac:(lra).
by move=> *; apply: Rabs_def1; lra.
Qed.

Theorem inverse_clock : exists K : R -> R,
  (forall t, F (K t) = t) /\ (forall t, is_derive K t (v (K t))).
Proof.
exists L; split=> // t; apply/is_derive_Reals => eps eps_gt0.
have v_t := v_gt0 (L t); have := (is_derive_Reals _ _ _).1 (F' (L t)).
move: (v (L t)) v_t => w w_gt0.
(* a quotient of F within e of 1/w has its inverse within eps of w *)
pose e := Rmin (/ (2 * w)) (eps / (2 * w * w)).
have e_gt0 : 0 < e.
  apply: Rmin_pos; first by apply: Rinv_0_lt_compat; lra.
  by apply: Rdiv_lt_0_compat => //; nra.
have e1 : e <= / (2 * w) by exact: Rmin_l.
have e2 : e <= eps / (2 * w * w) by exact: Rmin_r.
move=> /(_ e e_gt0) [[r r_gt0] /= F_near].
have [d [d_gt0 L_close]] := L_near t r_gt0.
exists (mkposreal d d_gt0) => h h_neq0 /= h_lt.
have k_lt : Rabs (L (t + h) - L t) < r.
  by apply: L_close; have -> : t + h - t = h by ring.
pose k := L (t + h) - L t; have Fk : F (L t + k) - F (L t) = h.
  by rewrite /k (_ : L t + (L (t + h) - L t) = L (t + h)) ?F_L; ring.
have k_neq0 : k <> 0.
  by move=> k0; apply: h_neq0; rewrite -Fk k0 Rplus_0_r; ring.
have := F_near k k_neq0 k_lt; rewrite Fk => near; rewrite -/k.
have half_gt0 : 0 < / (2 * w) by apply: Rinv_0_lt_compat; lra.
have big : / (2 * w) < h / k.
  have := Rabs_def2 _ _ near; have : / w = / (2 * w) + / (2 * w) by field; lra.
  by lra.
have -> : k / h - w = - (w * / (h / k)) * (h / k - / w) by field; lra.
have inv_gt0 : 0 < / (h / k) by apply: Rinv_0_lt_compat; lra.
have inv_lt : / (h / k) < 2 * w.
  by rewrite -[X in _ < X]Rinv_inv; apply: Rinv_lt_contravar => //; apply: Rmult_lt_0_compat; lra.
rewrite Rabs_mult Rabs_Ropp Rabs_pos_eq; last by apply: Rmult_le_pos; lra.
apply: Rlt_le_trans (_ : w * / (h / k) * e <= _).
  by apply: Rmult_lt_compat_l => //; apply: Rmult_lt_0_compat.
apply: Rle_trans (_ : w * (2 * w) * e <= _).
  by apply: Rmult_le_compat_r; [lra|apply: Rmult_le_compat_l; lra].
apply: Rle_trans (_ : w * (2 * w) * (eps / (2 * w * w)) <= _).
  by apply: Rmult_le_compat_l => //; nra.
by right; field; lra.
Qed.

End Clock.
